package runtest

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// session is a run that has bound a relative path, and sleeps.
type session struct {
	*exec.Cmd
	place  string // its folder for temporary files
	folder string // the session's own folder, in place
}

// sleeping starts a session.
func sleeping(t *testing.T, user *syscall.Credential) session {
	t.Helper()
	s := session{place: open(t)}
	s.Cmd = command(t, "run", "-")
	s.Env = append(s.Env, "TMPDIR="+s.place, "XDG_RUNTIME_DIR=")
	s.Dir = "/"
	s.Stdin = strings.NewReader("s = socket unix\nbind s unix:mine\nlisten s\nspawn w accept s\nsleep 60s\n")
	s.SysProcAttr = &syscall.SysProcAttr{Credential: user}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	s.until(t, "its socket is there", func() bool {
		sockets, _ := filepath.Glob(filepath.Join(s.place, "*", "mine"))
		if len(sockets) != 1 {
			return false
		}
		s.folder = filepath.Dir(sockets[0])
		return true
	})
	return s
}

// until waits for a condition.
func (s session) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(testLimit); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it never came about that %s", what)
		}
	}
}

// engine returns the process of the session's engine.
func (s session) engine(t *testing.T) int {
	t.Helper()
	pid, ok := engineOf(s.Process.Pid)
	if !ok {
		t.Fatal("there is no engine")
	}
	return pid
}

func (s session) empty() bool {
	left, err := os.ReadDir(s.place)
	return err == nil && len(left) == 0
}

// If no folder can be made, scripts that need none run, and relative paths are refused with the reason.
func TestTheFolderCanBeMissing(t *testing.T) {
	t.Parallel()
	without := func(lines string, flags ...string) outcome {
		c := command(t, append(append([]string{"run"}, flags...), "-")...)
		c.Env = append(c.Env, "TMPDIR=/nonexistent", "XDG_RUNTIME_DIR=/nonexistent")
		c.Dir = open(t)
		c.Stdin = strings.NewReader(lines)
		return finish(t, c)
	}
	without("l = server 127.0.0.1:0\nc = client @l\ns = server unix:@netnet-without-a-folder\n").want(t, 0, "", "")
	path := filepath.Join(open(t), "s")
	without("s = server unix:"+path+"\n", "--allow-unix").want(t, 0, "", "")
	for _, flag := range []string{"--host", "--allow-unix", "--allow-net"} {
		for _, line := range []string{"bind s unix:x", "connect s unix:x", "bind s unix:a/../x", "bind s unix:../x", "s2 = server unix:x"} {
			without("s = socket unix\n"+line+"\n", flag).want(t, 3, "", "belongs in the session's folder, and there is none (the session's folder can't be made: ")
		}
	}
}

// TestTheFolderInOddPlaces uses a relative TMPDIR, and one whose set-group-ID bit the session's folder
// inherits.
func TestTheFolderInOddPlaces(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"run", "-"}, {"engine"}} {
		place := open(t)
		within := filepath.Join(place, "tmp")
		if err := os.Mkdir(within, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(within, 0o700|fs.ModeSetgid); err != nil {
			t.Fatal(err)
		}
		c := command(t, args...)
		c.Env = append(c.Env, "TMPDIR=tmp", "XDG_RUNTIME_DIR=")
		c.Dir = place
		lines, want := "s = server unix:mine\nc = client @s\n", "connect("
		if args[0] == "engine" {
			lines, want = `{"id":1,"step":{"verb":"server","names":["s"],"address":"unix:mine"}}`+"\n", `"state":"LISTEN","local":"unix:mine"`
		}
		c.Stdin = strings.NewReader(lines)
		finish(t, c).want(t, 0, want, "")
		if left, err := os.ReadDir(within); err != nil || len(left) != 0 {
			t.Errorf("%v: %v, %v are left", args, err, left)
		}
	}
}

func TestTheSessionsFolder(t *testing.T) {
	t.Parallel()
	for who, user := range attackers(t) {
		s := sleeping(t, user)
		info, err := os.Stat(s.folder)
		if err != nil {
			t.Fatal(err)
		}
		uid := os.Getuid()
		if user != nil {
			uid = int(user.Uid)
		}
		if owner := info.Sys().(*syscall.Stat_t).Uid; info.Mode() != fs.ModeDir|0o700 || int(owner) != uid {
			t.Errorf("%s: %s is %v of user %d", who, s.folder, info.Mode(), owner)
		}
		if _, err := os.Stat("/mine"); err == nil {
			t.Errorf("%s: the path was taken as relative to where the program was started", who)
		}
		if err := s.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		_ = s.Wait()
		if s.ProcessState.ExitCode() != 130 || !s.empty() {
			t.Errorf("%s: after ctrl-c, status %d, its folder is gone: %v", who, s.ProcessState.ExitCode(), s.empty())
		}
	}
}

// TestTheFolderGoesHoweverTheSessionEnds kills each side, and both.
func TestTheFolderGoesHoweverTheSessionEnds(t *testing.T) {
	t.Parallel()
	user := attackers(t)["nobody"]
	t.Run("by itself", func(t *testing.T) {
		place := open(t)
		c := command(t, "run", "-")
		c.Env = append(c.Env, "TMPDIR="+place, "XDG_RUNTIME_DIR=")
		c.Stdin = strings.NewReader("s = socket unix\nbind s unix:mine => 0\ns2 = socket unix\nbind s2 unix:mine => EADDRINUSE\n")
		finish(t, c).want(t, 0, "", "")
		if !(session{place: place}).empty() {
			t.Error("the folder stays")
		}
	})
	t.Run("SIGTERM", func(t *testing.T) {
		s := sleeping(t, user)
		_ = s.Process.Signal(syscall.SIGTERM)
		_ = s.Wait()
		if !s.empty() {
			t.Error("the folder stays")
		}
	})
	t.Run("the engine is killed", func(t *testing.T) {
		s := sleeping(t, user)
		if err := syscall.Kill(s.engine(t), syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		_ = s.Wait()
		if !s.empty() {
			t.Error("the folder stays")
		}
	})
	t.Run("who started it is killed", func(t *testing.T) {
		s := sleeping(t, user)
		_ = s.Process.Kill()
		_ = s.Wait()
		s.until(t, "the engine removes the folder", s.empty)
	})
	t.Run("both are killed", func(t *testing.T) {
		s := sleeping(t, user)
		engine := s.engine(t)
		_ = s.Process.Signal(syscall.SIGSTOP) // so that it cannot remove the folder
		_ = syscall.Kill(engine, syscall.SIGKILL)
		_ = s.Process.Kill()
		_ = s.Wait()
		if _, err := os.Stat(s.folder); err != nil {
			t.Fatalf("something has removed the folder: %v", err)
		}
		again := func() {
			c := command(t, "run", "-")
			c.Env = append(c.Env, "TMPDIR="+s.place, "XDG_RUNTIME_DIR=")
			c.Dir = "/"
			c.Stdin = strings.NewReader("socket tcp\n")
			c.SysProcAttr = &syscall.SysProcAttr{Credential: user}
			finish(t, c).want(t, 0, "", "")
		}
		again()
		if s.empty() {
			t.Error("the next session has removed a young folder, whose session may not have locked it yet")
		}
		old := time.Now().Add(-time.Hour)
		if err := os.Chtimes(s.folder, old, old); err != nil {
			t.Fatal(err)
		}
		again()
		if !s.empty() {
			t.Error("the next session has not removed it")
		}
	})
	t.Run("old and alive", func(t *testing.T) {
		s := sleeping(t, user)
		old := time.Now().Add(-time.Hour)
		if err := os.Chtimes(s.folder, old, old); err != nil {
			t.Fatal(err)
		}
		c := command(t, "run", "-")
		c.Env = append(c.Env, "TMPDIR="+s.place, "XDG_RUNTIME_DIR=")
		c.Dir = "/"
		c.Stdin = strings.NewReader("socket tcp\n")
		c.SysProcAttr = &syscall.SysProcAttr{Credential: user}
		finish(t, c).want(t, 0, "", "")
		if _, err := os.Stat(filepath.Join(s.folder, "mine")); err != nil {
			t.Errorf("another session has removed the folder of a live one: %v", err)
		}
		_ = s.Process.Signal(os.Interrupt)
		_ = s.Wait()
	})
}
