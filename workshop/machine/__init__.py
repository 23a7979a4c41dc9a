"""This computer: folders, disks, addresses, logs, signals, memory."""
