"""`python -m workshop` is the command `workshop`; the single file begins here too, as command and as host."""

import sys

from workshop.machine.single_file import RUN_HOST, is_single_file

if __name__ == "__main__":
    if is_single_file() and sys.argv[1:] == [RUN_HOST]:
        from workshop.launch.host_process import main as host

        sys.exit(host())
    from workshop.cli.main import main

    main()
