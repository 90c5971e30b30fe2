package runtest

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"netnet-tui/sessions/lesson"
)

// lessonFiles returns the built-in lessons.
func lessonFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../assets/lessons/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	for i, file := range files {
		if files[i], err = filepath.Abs(file); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// Every lesson runs without a reader, and all that it says holds, for the user of the tests and for an
// ordinary user.
func TestLessonsHold(t *testing.T) {
	t.Parallel()
	users := map[string]*syscall.Credential{"": nil}
	if os.Getuid() == 0 {
		users["nobody"] = ordinary(t)
	}
	places := make([]int, 5) // the indices of the true choices
	var lock sync.Mutex
	t.Run("all", func(t *testing.T) {
		for _, file := range lessonFiles(t) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for name, user := range users {
				t.Run(strings.TrimSuffix(filepath.Base(file), ".md")+" "+name, func(t *testing.T) {
					t.Parallel()
					if builtIn(file).Lab() {
						lab(t)
					}
					c := command(t, "run", filepath.Join(readableBy(t, string(text)), "lesson.md"))
					c.Dir = "/"
					if user != nil {
						c.SysProcAttr = &syscall.SysProcAttr{Credential: user}
					}
					o := finish(t, c)
					if o.status != 0 {
						t.Errorf("status %d\n%s%s", o.status, o.errors, o.out)
					}
					lock.Lock()
					defer lock.Unlock()
					for _, at := range trueChoices(builtIn(file), o.out) {
						places[at]++
					}
				})
			}
		}
	})
	asked := 0
	for _, n := range places {
		asked += n
	}
	t.Logf("of %d predictions, the true choice by its place: %v", asked, places)
	for at, n := range places {
		if 2*n > asked {
			t.Errorf("of %d predictions, %d are true in place %d: who always takes that one learns nothing", asked, n, at+1)
		}
	}
}

// builtIn returns the lesson in a file; for the experiments, one without blocks.
func builtIn(file string) *lesson.Lesson {
	for _, l := range lesson.Load("").Lessons {
		if l.Name == lesson.NameOf(file) {
			return l
		}
	}
	return &lesson.Lesson{}
}

// trueChoices returns the indices of the choices that a run found true.
func trueChoices(l *lesson.Lesson, out string) []int {
	var list []int
	for _, b := range l.Blocks {
		if b.Predict == nil {
			continue
		}
		for i, c := range b.Predict.Choices {
			if strings.Contains(out, "# "+b.Predict.Question+" "+c.Text+"\n") {
				list = append(list, i)
			}
		}
	}
	return list
}

// readableBy returns a folder that everyone may read, with a lesson in it.
func readableBy(t *testing.T, text string) string {
	t.Helper()
	folder, err := os.MkdirTemp(filepath.Dir(binary), "lesson")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	_ = os.Chmod(folder, 0o755)
	if err := os.WriteFile(filepath.Join(folder, "lesson.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return folder
}

// Without user namespaces, lessons that need no lab hold, and the others say why they cannot run.
func TestLessonsWithoutALab(t *testing.T) {
	t.Parallel()
	for _, file := range lessonFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			status, complaint := 0, ""
			if builtIn(file).Lab() {
				status, complaint = 3, "user.max_user_namespaces is 0"
			}
			if o := withoutNamespaces(t, "max_user_namespaces", "run", file); o.status != status || !strings.Contains(o.errors, complaint) {
				t.Errorf("status %d, want %d: %s", o.status, status, o.errors)
			}
		})
	}
}

// aroundLines returns a lesson with a single block.
func aroundLines(needs, lines string) string {
	return "---\nlayout: lesson\ntitle: x\nchapter: x\nknow: x\nminutes: 1\n" + needs + "---\n\nx\n\n```netnet\n" + lines + "\n```\n"
}

// A stranger's lesson reaches nothing but its own sockets: no address, file or command, and no Unix socket
// of the host.
func TestALessonDoesNotReachOut(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	l := listener.Addr().String()
	for name, c := range map[string]struct {
		text      string
		status    int
		complaint string
	}{
		"an address outside":       {aroundLines("", "c = socket tcp\nconnect c 192.0.2.1:80"), 2, "may lead out of the lesson"},
		"a service of this host":   {aroundLines("", "c = client "+l), 2, "may lead out of the lesson"},
		"a datagram":               {aroundLines("", "u = socket udp\nsendto u 192.0.2.1:53 \"x\""), 2, "may lead out of the lesson"},
		"every interface":          {aroundLines("", "s = socket tcp\nbind s 0.0.0.0:0"), 2, "may lead out of the lesson"},
		"a swarm":                  {aroundLines("", "swarm 1 "+l), 2, "may lead out of the lesson"},
		"a spawned call":           {aroundLines("", "c = socket tcp\nspawn w connect c "+l), 2, "may lead out of the lesson"},
		"a Unix socket":            {aroundLines("", "u = socket unix\nconnect u unix:/run/dbus/system_bus_socket"), 2, "may lead out of the lesson"},
		"a path that leads out":    {aroundLines("", "u = socket unix\nconnect u unix:../../run/dbus/system_bus_socket"), 3, "outside the session's folder"},
		"a route of its own":       {aroundLines("", "c = socket udp\nbind c 127.0.0.1:0\nsetsockopt c SO_BINDTODEVICE eth0"), 3, ""},
		"another program":          {aroundLines("", "p = attach 1:0"), 2, "can't take descriptors of other programs"},
		"a setting of the host":    {aroundLines("", "sysctl net.ipv4.tcp_fin_timeout 2"), 3, "in a lab"},
		"a file":                   {aroundLines("", "f = open \"/etc/passwd\""), 2, "there is no verb"},
		"a command":                {aroundLines("", "exec \"id\""), 2, "there is no verb"},
		"a step in a condition":    {aroundLines("", "s = socket tcp") + "\nx <!-- holds: close s -->\n", 2, `there is no socket "close"`},
		"a solution":               {aroundLines("", "s = socket tcp") + "\n```goal\nx\nreach: s.state == ESTABLISHED\nbest: 1\nhint: x\nsolution:\n  connect s " + l + "\n```\n", 2, "may lead out of the lesson"},
		"a path in the head":       {aroundLines("after: ../../x\n", "s = socket tcp"), 2, "not the name of a lesson"},
		"a service, out of a lab":  {aroundLines("needs: lab\n", "c = socket tcp\nconnect c "+l+" => ECONNREFUSED"), 0, ""},
		"a Unix socket from a lab": {aroundLines("needs: lab\n", "u = socket unix\nconnect u unix:/run/dbus/system_bus_socket => ENOENT"), 0, ""},
	} {
		if strings.Contains(c.text, "needs: lab") {
			lab(t)
		}
		o := finish(t, command(t, "run", filepath.Join(readableBy(t, c.text), "lesson.md")))
		if o.status != c.status || !strings.Contains(o.errors, c.complaint) {
			t.Errorf("%s: status %d, want %d\n%s%s", name, o.status, c.status, o.errors, o.out)
		}
	}
}

// The text of a lesson never moves the cursor.
func TestALessonIsEscaped(t *testing.T) {
	t.Parallel()
	text := aroundLines("", "s = socket tcp") + "\n```predict\nIs it \x1b[31mred?\n- yes \x1b]0;x\a :: => 0\n- no \u202e :: => ok\n```\n\n```netnet\nlisten s\n```\n"
	for _, args := range [][]string{{"run"}, {"run", "--json"}, {"lesson", "check"}} {
		o := finish(t, command(t, append(args, filepath.Join(readableBy(t, text), "lesson.md"))...))
		if strings.ContainsAny(o.out+o.errors, "\x1b\a\u202e") {
			t.Errorf("%v: %q %q", args, o.out, o.errors)
		}
	}
}

// The commands about lessons work in the folder of the reader's own.
func TestLessonCommands(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	run := func(args ...string) outcome {
		c := command(t, append([]string{"lesson"}, args...)...)
		c.Env = append(c.Env, "XDG_DATA_HOME="+data, "XDG_STATE_HOME="+data)
		return finish(t, c)
	}
	file := filepath.Join(data, "netnet-tui", "lessons", "half-close.md")
	run("new", "half-close").want(t, 0, file, "")
	run("new", "half-close").want(t, 1, "", "there is already a lesson with that name")
	run("new", "../x").want(t, 1, "", "can't be the name of a lesson")
	run("new").want(t, 2, "", "lesson new needs a name")
	run("list").want(t, 0, "half-close", "")
	run("list", "a-socket").want(t, 0, "What a socket is", "")
	run("list", "half", "--json").want(t, 0, `"name": "half-close"`, "")
	run("list", "no such words").want(t, 1, "", "no lesson has")
	run("check", file).want(t, 0, "half-close.md: 6 steps in ", "")
	run("check").want(t, 2, "", "lesson check needs a file")
	run().want(t, 2, "", "lesson needs a command")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Replace(string(text), "It is in LISTEN now", "It is in LISTEN now, and it stays so until somebody ends it", 1)
	if err := os.WriteFile(file, []byte(long), 0o600); err != nil {
		t.Fatal(err)
	}
	run("check", file).want(t, 1, "half-close.md: 6 steps in ", "half-close.md:20:77: this line has ")
	finish(t, command(t, "run", file)).want(t, 0, "# What does accept do?", "")
}
