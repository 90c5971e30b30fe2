package runtest

import (
	"os"
	"path/filepath"
	"testing"
)

// state returns a state folder with a recording of a script under the given name.
func state(t *testing.T, name, lines string) string {
	t.Helper()
	folder := t.TempDir()
	sessions := filepath.Join(folder, "netnet-tui", "sessions")
	if err := os.MkdirAll(sessions, 0o700); err != nil {
		t.Fatal(err)
	}
	recorded := piped(t, lines, "--json")
	recorded.want(t, 0, "", "")
	if err := os.WriteFile(filepath.Join(sessions, name+".jsonl"), []byte(recorded.out), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// The name of a recorded session can be used in place of the path of its file.
func TestRecordingsByName(t *testing.T) {
	t.Parallel()
	kept, here := state(t, "why 40 ms", "s = socket tcp\nclose s\n"), t.TempDir()
	at := func(args ...string) outcome {
		c := command(t, args...)
		c.Dir, c.Env = here, append(c.Env, "XDG_STATE_HOME="+kept)
		return finish(t, c)
	}
	at("sessions", "list").want(t, 0, "why 40 ms ", "")
	at("run", "why 40 ms").want(t, 0, "close(s) = 0", "")
	at("why", "why 40 ms:1").want(t, 0, "socket(AF_INET", "")
	at("why", "why 40 ms:x").want(t, 2, "", `"x" after why 40 ms is not a line`)
	at("export", "why 40 ms", "--to", "netnet").want(t, 0, "s = socket tcp\nclose s\n", "")
	at("diff", "why 40 ms", "why 40 ms").want(t, 0, "", "")
	at("run", "--twice", "--without", "close s", "why 40 ms").want(t, 0, " why 40 ms (host) ", "")
	at("__complete", "diff", "why 40 ms", "wh").want(t, 0, "why 40 ms\n:4\n", "")
	at("__complete", "sessions", "path", "").want(t, 0, "why 40 ms\n:4\n", "")
	at("__complete", "run", "x").want(t, 0, ":0\n", "") // the shell completes files
	for _, args := range [][]string{{"run", "40 ms"}, {"why", "40 ms"}, {"export", "40 ms", "--to", "c"}, {"diff", "why 40 ms", "40 ms"}} {
		at(args...).want(t, 2, "", `no file and no recording is called "40 ms": netnet-tui sessions list shows the recordings`)
	}
	at("40 ms").want(t, 2, "", `no command, no file and no recording is called "40 ms": netnet-tui --help shows the commands`)

	if err := os.WriteFile(filepath.Join(here, "why 40 ms"), []byte("p = socket udp\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	at("run", "why 40 ms").want(t, 0, "SOCK_DGRAM", "") // a file takes precedence
	at("__complete", "run", "").want(t, 0, "why 40 ms\nwhy 40 ms\n:4\n", "")
}
