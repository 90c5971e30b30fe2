package export

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// A script or a recording without steps is exported as what makes no calls and holds, in every target.
func TestNothingIsExportedAsNothing(t *testing.T) {
	for _, file := range []string{written(t, "x.netnet", "# nothing yet\n"), written(t, "x.jsonl", `{"netnet":1,"network":"host"}`+"\n")} {
		s := loaded(t, file)
		for _, target := range Targets() {
			text, err := target.Print(s)
			if err != nil || text == "" && target.Name != "netnet" {
				t.Errorf("%s of %s: %q, %v", target.Name, filepath.Base(file), text, err)
			}
			if python, err := exec.LookPath("python3"); target.Name == "python" && err == nil {
				if out, err := exec.CommandContext(t.Context(), python, written(t, "x.py", text)).CombinedOutput(); err != nil {
					t.Errorf("%v: %s\n%s", err, out, text)
				}
			}
		}
	}
	if _, _, err := Load(written(t, "x.md", "# prose only\n")); err == nil {
		t.Error("a Markdown file without a block is exported")
	}
}
