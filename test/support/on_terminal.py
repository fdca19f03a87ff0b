"""Runs a program on a pseudo-terminal and types at its prompts, as a person would.

usage: on_terminal.py SCRIPT.json, where SCRIPT is {"argv", "cwd", "env", "steps": [{"expect": REGEX, "send": TEXT, "pause": SECONDS} …], "stdout": FILE};
a step without "send" closes the terminal, as a window is closed.
Standard input and error of the program are the terminal; its standard output goes to the file. Prints what the terminal
showed, ends with the program's exit code.
"""
import json, os, pty, re, select, signal, sys, time

script = json.load(open(sys.argv[1]))
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(script["cwd"])
    if script.get("stdout"):
        os.dup2(os.open(script["stdout"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.execve(script["argv"][0], script["argv"], script["env"])

shown, seen, deadline = "", 0, time.time() + 60
steps = list(script["steps"])
while True:
    ready, _, _ = select.select([terminal], [], [], 0.1)
    if ready:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the program has closed the terminal
            data = b""
        if not data:
            break
        shown += data.decode("utf-8", "replace")
    if steps and re.search(steps[0]["expect"], shown[seen:]):
        step = steps.pop(0)
        seen = len(shown)
        time.sleep(step.get("pause", 0.2))
        if "send" not in step:
            os.close(terminal)
            break
        os.write(terminal, step["send"].encode())
    if time.time() > deadline:
        os.kill(pid, signal.SIGKILL)
        break

_, status = os.waitpid(pid, 0)
sys.stdout.write(shown)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
