"""The keys that open overlays over the workshop."""

from __future__ import annotations

from workshop.terminal.screens.facilitator_keys import DrivingScreen


class LookingScreen(DrivingScreen):
    """Opens the overlays; each is imported on first use."""

    def action_notes(self) -> None:
        """The facilitator's notes."""
        from workshop.terminal.activities.keys_of_activity import keys_of
        from workshop.terminal.overlays.notes import NotesOverlay

        self.app.push_screen(NotesOverlay(self.live, keys_of))

    def action_parking(self) -> None:
        """The parking lot."""
        from workshop.terminal.overlays.parking import ParkingOverlay

        self.app.push_screen(ParkingOverlay(self.live))

    def action_decisions(self) -> None:
        """What the group decided."""
        from workshop.terminal.overlays.decisions import DecisionsOverlay

        self.app.push_screen(DecisionsOverlay(self.live))

    def action_learned(self) -> None:
        """What the group believed, and what came of it."""
        from workshop.terminal.overlays.learned import LearnedOverlay

        self.app.push_screen(LearnedOverlay(self.live))

    def action_run_sheet(self) -> None:
        """The run sheet."""
        from workshop.terminal.overlays.run_sheet import RunSheetOverlay

        self.app.push_screen(RunSheetOverlay(self.session))

    def action_presentation(self) -> None:
        """What the group is to see, over the whole terminal."""
        from workshop.terminal.screens.group_screen import GroupScreen

        self.app.push_screen(GroupScreen(self))

    def action_people(self) -> None:
        """Who takes part."""
        from workshop.terminal.overlays.people import PeopleOverlay

        self.app.push_screen(PeopleOverlay(self.live))

    def action_code(self) -> None:
        """The QR code, large."""
        from workshop.terminal.overlays.join_code import CodeOverlay

        self.app.push_screen(CodeOverlay(self.session))
