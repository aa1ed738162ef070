"""One target with its result: its row, its sentence, its charts, its history."""
