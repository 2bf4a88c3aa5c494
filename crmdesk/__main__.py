"""`python -m crmdesk` and the bundled program: hands over to the command line and knows nothing of its commands."""

from crmdesk.cli.main import main

if __name__ == "__main__":
    main()
