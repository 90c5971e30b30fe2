package lesson

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestProgressIsKept(t *testing.T) {
	t.Parallel()
	l, err := parsed(template)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "deep", "lessons.json")
	p, err := ReadProgress(file)
	if err != nil || len(p) != 0 {
		t.Fatalf("%v, %v", p, err)
	}
	if s := p.Of("l").Score(l); s != (Score{Asked: 1, Goals: 1, Unanswered: 1}) {
		t.Errorf("at first it is %+v", s)
	}
	state := p.Of("l")
	state.Block, state.Step = 4, 1
	state.Answer(3, true)
	state.Answer(3, false) // the first answer counts
	state.Reach(6, 3)
	if s := state.Score(l); s != (Score{Right: 1, Asked: 1, Reached: 1, Goals: 1}) {
		t.Errorf("with 3 steps it is %+v", s)
	}
	state.Reach(6, 2)
	state.Reach(6, 5)
	if err := WriteProgress(file, p.Text()); err != nil {
		t.Fatal(err)
	}
	again, err := ReadProgress(file)
	if err != nil {
		t.Fatal(err)
	}
	if s := again.Of("l").Score(l); s != (Score{Right: 1, Asked: 1, Reached: 1, Best: 1, Goals: 1}) || again["l"].Block != 4 || again["l"].Step != 1 {
		t.Errorf("read again it is %+v, %+v", s, again["l"])
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
	again["l"].Restart()
	if again["l"].Block != 0 || again["l"].Goals[6] != 2 {
		t.Errorf("begun again it is %+v", again["l"])
	}
	if err := os.WriteFile(file, []byte(`{"l":null,"m":{"block":2}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err = ReadProgress(file); err != nil || p.Of("l").Block != 0 || p.Of("m").Block != 2 {
		t.Errorf("with null it is %v, %v", p, err)
	}
	if err := os.WriteFile(file, []byte(`{`), 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err = ReadProgress(file); err == nil || !strings.Contains(err.Error(), file) || p == nil {
		t.Errorf("a broken file is %v, %v", p, err)
	}
}
