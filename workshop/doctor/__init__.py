"""Looking at this computer before the day: can it hold a workshop, and can phones reach it?"""
