package export

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"netnet-tui/engine/step"
	"netnet-tui/sockets/labtest"
)

// odd are names that mean something in one of the languages or in a prelude.
var odd = strings.Fields(`int r e i data end class func lambda send socket main errno NULL nil None select local held text state to type range self
struct task board me turn expect unix libc ffi C bit os time source value watched DATA_SIZE message m parts go_ _x`)

// breaking are bytes that end a literal or a comment in some language, or continue an escape before them.
const breaking = "\"'\\\n%?*/`$#]{}&<>|\x00\x1b07af"

// endings are ends of a comment line that could make the next line part of it, or the comment end early.
var endings = []string{`\`, `\ `, "???/", "??/ ", "*/ exit(3);", "]] os.exit(3)", "--> <script>", "]]> ```", "\xc3", "\x0c os._exit(3)", "\u2028 panic(3)", "coding: utf-7 +AAo-"}

// randomScript returns a script whose expectations hold, with data, names, paths and addresses of random bytes.
func randomScript(dice *rand.Rand) string {
	some := func(n int) []byte {
		p := make([]byte, n)
		for i := range p {
			p[i] = byte(dice.IntN(256))
			if dice.IntN(3) == 0 { // what breaks out of a literal or a comment
				p[i] = breaking[dice.IntN(len(breaking))]
			}
		}
		return p
	}
	oneLine := strings.NewReplacer("\n", "", "\r", "", "\x00", "") // what a line of a script can't contain
	quote := func(p []byte) string { return step.Text{Body: p}.String() }
	used := map[string]bool{}
	name := func() string {
		for {
			n := odd[dice.IntN(len(odd))]
			if dice.IntN(4) == 0 {
				n += fmt.Sprint("_", dice.IntN(3)+1)
			}
			if n[0] != '_' && !used[n] {
				used[n] = true
				return n
			}
		}
	}
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	a, b := name(), name()
	add("%s, %s = socketpair unix-seqpacket", a, b)
	for range 6 {
		p := some(1 + dice.IntN(60))
		add("send %s %s => %d", a, quote(p), len(p))
		add("# %s%s", oneLine.Replace(string(some(30))), endings[dice.IntN(len(endings))])
		add("recv %s 100 => %s # %s%s", b, quote(p), oneLine.Replace(string(some(30))), endings[dice.IntN(len(endings))])
		add("sendmsg %s %s %s => %d", b, quote(p), quote(p[:1]), len(p)+1)
		add("recvmsg %s 5 100 => %s", a, quote(append(p[:len(p):len(p)], p[0])))
	}
	part := some(8)
	add("send %s 3*%s => 24", a, quote(part))
	add("recv %s 100 => ~%s", b, quote(part[2:6]))
	f := name()
	content := some(20)
	add("%s = memfd %s", f, quote(content))
	add("read %s 100 => %s", f, quote(content))
	for _, address := range []string{"unix:@" + string(some(1+dice.IntN(40))), "unix:x" + strings.NewReplacer("\x00", "", "/", "").Replace(string(some(30)))} {
		s, c, x := name(), name(), name()
		add("%s = socket unix", s)
		add("bind %s %s => 0", s, step.Word(address))
		add("listen %s", s)
		add("%s = client %s => 0", c, step.Word(address))
		add("%s = accept %s => ok", x, s)
		add("getsockname %s => %s", x, step.Word(address))
		add("expect %s.peer == %s", c, step.Word(address))
		add("expect %s.local == @%s", s, s)
	}
	u, v := name(), name()
	port := 20000 + dice.IntN(10000)
	add("%s = socket udp6", u)
	add("bind %s [::1]:%d => 0", u, port)
	add("%s = socket udp6", v)
	add("sendto %s [::1]:%d %s => 5", v, port, quote(some(5)))
	add("within 1s recv %s 10 dontwait => 5", u)
	add("setsockopt %s SO_RCVBUF %d => 0", u, 4096+dice.IntN(1000))
	return strings.ToValidUTF8(strings.Join(lines, "\n"), "") + "\n" // comments may not be valid UTF-8
}

// TestRandomBytes exports random bytes to every target: programs must run, and text for people must have the
// bytes escaped. NETNET_SEED sets another seed.
func TestRandomBytes(t *testing.T) {
	labtest.Unraced(t, others)
	seed := uint64(1)
	if text := os.Getenv("NETNET_SEED"); text != "" {
		if _, err := fmt.Sscan(text, &seed); err != nil {
			t.Fatal(err)
		}
	}
	const rounds = 8
	var sessions []*Session
	for n := range uint64(rounds) {
		text := randomScript(rand.New(rand.NewPCG(seed, n)))
		name := written(t, "random ]] \x1b <b> \\.netnet", text)
		s, _, err := Load(name)
		if err != nil {
			t.Fatalf("seed %d, %d: %v\n%s", seed, n, err, text)
		}
		s.Notes[0].Above = append(s.Notes[0].Above, "mark: "+strings.Join(endings, "\nexit(3)\r"))
		sessions = append(sessions, s)
		back, _, err := Load(written(t, "again.netnet", printed(t, s, "netnet")))
		if err != nil || printed(t, back, "netnet") != printed(t, s, "netnet") {
			t.Errorf("seed %d, %d: the script is not the same after a round trip: %v", seed, n, err)
		}
		if n < 2 {
			answered := session(t, recorded(t, name))
			answered.Name, answered.Notes = s.Name, s.Notes
			inWords(t, answered)
		}
	}
	for _, target := range languages {
		t.Run(target, func(t *testing.T) {
			t.Parallel()
			var texts []string
			for _, s := range sessions {
				text := printed(t, s, target)
				if strings.Contains(text, "Left out") {
					t.Error(text)
				}
				texts = append(texts, text)
			}
			for i, command := range build(t, target, texts) {
				if out, status := run(t, command...); status != 0 {
					t.Errorf("seed %d, %d: status %d: %s\n%s", seed, i, status, out, texts[i])
				}
			}
		})
	}
}

// inWords checks a session in the targets for people.
func inWords(t *testing.T, s *Session) {
	t.Helper()
	for _, target := range []string{"strace", "markdown", "svg"} {
		text := printed(t, s, target)
		if strings.ContainsAny(text, "\x00\x1b\x7f\u202e") {
			t.Errorf("%s has unescaped bytes:\n%q", target, text)
		}
		switch target {
		case "svg":
			wellFormed(t, text)
		case "markdown":
			rendered(t, s, text)
		}
	}
}

// rendered checks that a report, read as Markdown, has no links or HTML and as many headings as steps.
func rendered(t *testing.T, s *Session, report string) {
	t.Helper()
	source := []byte(report)
	headings := 0
	err := ast.Walk(goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			headings++
		case *ast.HTMLBlock:
			if lines := string(n.Lines().Value(source)); lines != "<!-- # needs: lab -->\n" {
				t.Errorf("there is HTML in the report: %q\n%s", lines, report)
			}
		case *ast.RawHTML, *ast.Link, *ast.Image, *ast.AutoLink, *ast.ThematicBreak, *ast.CodeBlock:
			t.Errorf("there is a %s in the report:\n%s", n.Kind(), report)
		case *east.TableRow:
			if n.ChildCount() != 2 {
				t.Errorf("a row has %d cells:\n%s", n.ChildCount(), report)
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil || headings != len(s.Events)+2 {
		t.Errorf("%d headings, of %d steps: %v\n%s", headings, len(s.Events), err, report)
	}
}
