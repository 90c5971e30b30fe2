package reference

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/reference"
	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
)

// seen draws a page and returns its rows.
func seen(p *Page, w, h int) string {
	c := canvas.New(w, h)
	p.Draw(nil, c, c.Rect)
	return c.String()
}

func option(t *testing.T, name string) *sockopts.Option {
	t.Helper()
	o, ok := sockopts.Find(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	return o
}

// fits draws a page and checks that no row is wider than w.
func fits(t *testing.T, p *Page, w, h int) {
	t.Helper()
	for _, row := range strings.Split(seen(p, w, h), "\n") {
		if n := canvas.Width(row); n > w {
			t.Fatalf("%s at %d×%d has a row of %d columns: %q", p.Chosen().Name, w, h, n, row)
		}
	}
}

func TestEveryEntryDraws(t *testing.T) {
	p := &Page{}
	for _, w := range []int{20, 80, 120} {
		for _, h := range []int{5, 24, 50} {
			p.Reading = h == 24
			for _, e := range p.all() {
				p.Choose(e)
				fits(t, p, w, h)
			}
		}
	}
}

func TestThePageDrawsAtEverySize(t *testing.T) {
	p := &Page{}
	for _, filter := range []string{"", "einval", "nothing at all"} {
		p.Sift(filter)
		for w := 20; w <= 120; w += 7 {
			for h := 5; h <= 50; h += 5 {
				for _, p.Reading = range []bool{false, true} {
					fits(t, p, w, h)
				}
			}
		}
	}
}

func TestNothingOfATextIsCut(t *testing.T) {
	for _, e := range reference.Entries(nil) {
		for _, w := range []int{16, 40, 76, 120} {
			lines, starts := lay(e, w)
			var words []string
			for _, line := range lines {
				if line.Width() > w {
					t.Fatalf("%s in %d columns: %q", e.Name, w, line.String())
				}
				words = append(words, strings.Fields(line.String())...)
			}
			facts := e.Facts()
			if len(starts) != len(facts) {
				t.Fatalf("%s begins %d facts of %d", e.Name, len(starts), len(facts))
			}
			text := strings.Join(words, "")
			for _, fact := range facts {
				if want := strings.Join(strings.Fields(fact.Text), ""); !strings.Contains(text, want) {
					t.Fatalf("%s in %d columns lacks %q", e.Name, w, fact.Text)
				}
			}
		}
	}
}

func TestTheFilterShowsTheBestFirstAndTheChosenOneStays(t *testing.T) {
	p := &Page{}
	p.Sift("nodelay")
	if text := seen(p, 120, 30); !strings.Contains(text, "▸ TCP_NODELAY") || !strings.Contains(text, "/nodelay 6 match") || !strings.Contains(text, "Turns off Nagle's algorithm") {
		t.Errorf("it shows\n%s", text)
	}
	p.Sift("")
	if text := seen(p, 120, 30); !strings.Contains(text, "▸ TCP_NODELAY") {
		t.Errorf("without the filter it shows\n%s", text)
	}
	p.Sift("zzz")
	if text := seen(p, 120, 30); !strings.Contains(text, "nothing matches") || p.Chosen() != nil {
		t.Errorf("where nothing is found it shows\n%s", text)
	}
	p.Move(+1, false)
	p.Turn(+1)
	p.Edge(true)
	p.Sift("")
	if p.Chosen().Name != "TCP_NODELAY" {
		t.Errorf("chosen is %s", p.Chosen().Name)
	}
}

func TestMovingPassesOverTheNamesOfGroups(t *testing.T) {
	p := &Page{}
	seen(p, 80, 24)
	first := p.Chosen()
	visited := map[*reference.Entry]bool{first: true}
	for range len(p.List) {
		p.Move(+1, false)
		visited[p.Chosen()] = true
	}
	if len(visited) != len(p.all()) {
		t.Errorf("going down one comes to %d of %d", len(visited), len(p.all()))
	}
	last := p.Chosen()
	p.Edge(false)
	if p.Chosen() != first || p.Top != 0 {
		t.Errorf("the first one is %s, in row %d", p.Chosen().Name, p.Top)
	}
	p.Edge(true)
	if p.Chosen() != last {
		t.Errorf("the last one is %s", p.Chosen().Name)
	}
	for range 500 {
		p.Move(-1, true)
		if p.Chosen() == nil {
			t.Fatal("nothing is chosen")
		}
	}
	if p.Chosen() != first {
		t.Errorf("going up by pages one comes to %s", p.Chosen().Name)
	}
}

func TestGroupsGoRound(t *testing.T) {
	p := &Page{}
	seen(p, 80, 24)
	first := p.Chosen()
	p.Turn(-1)
	if e := p.Chosen(); e.Group != "errnos" || e.Option != nil || !strings.Contains(seen(p, 80, 24), " errnos") {
		t.Errorf("before the first group comes %s of %s", e.Name, e.Group)
	}
	p.Turn(+1)
	if p.Chosen() != first {
		t.Errorf("after the last group comes %s", p.Chosen().Name)
	}
	p.Turn(+1)
	if p.Chosen().Group == first.Group {
		t.Error("the next group is the same")
	}
}

func TestATextIsReadToItsEnd(t *testing.T) {
	p := &Page{}
	if !p.OpenErrno("EADDRINUSE", "") {
		t.Fatal("EADDRINUSE is not known")
	}
	if text := seen(p, 80, 24); !strings.Contains(text, "more below") || strings.Contains(text, "multicast group") {
		t.Fatalf("all of it is visible:\n%s", text)
	}
	p.Reading = true
	for range 200 {
		p.Move(+1, false)
	}
	if text := seen(p, 80, 24); !strings.Contains(text, "multicast group") || strings.Contains(text, "more below") || !strings.Contains(text, "▪ EADDRINUSE") {
		t.Errorf("at its end it shows\n%s", text)
	}
	p.Move(-1, true)
	p.Edge(false)
	if text := seen(p, 80, 24); !strings.Contains(text, "errno 98") || p.Chosen().Name != "EADDRINUSE" {
		t.Errorf("at its beginning it shows\n%s", text)
	}
}

func TestAnErrnoIsOpenedAtItsCall(t *testing.T) {
	p := &Page{}
	p.Sift("nagle")
	p.Reading = true
	p.OpenErrno("EINVAL", "setsockopt")
	if text := seen(p, 80, 24); p.Filter != "" || p.Reading || !strings.Contains(text, "│ setsockopt") || strings.Contains(text, "errno 22") {
		t.Errorf("it shows\n%s", text)
	}
	if p.OpenErrno("ENOTHING", "connect") || p.Chosen().Name != "EINVAL" {
		t.Error("an unknown errno was opened")
	}
	p.Sift("connect")
	p.OpenOption(option(t, "TCP_NODELAY"))
	if text := seen(p, 80, 24); p.Chosen().Name != "TCP_NODELAY" || !strings.Contains(text, "IPPROTO_TCP 1") {
		t.Errorf("it shows\n%s", text)
	}
}

func TestBackGoesOutStepByStep(t *testing.T) {
	p := &Page{}
	p.Sift("nagle")
	p.Reading = true
	if !p.Back() || p.Reading || p.Filter == "" {
		t.Error("it does not go from the text to the list")
	}
	if !p.Back() || p.Filter != "" {
		t.Error("it does not drop the filter")
	}
	if p.Back() {
		t.Error("there is more to go back from")
	}
}

func TestWhatTheMouseHits(t *testing.T) {
	p := &Page{}
	c := canvas.New(120, 30)
	p.Draw(nil, c, c.Rect)
	row, ok := c.At(10, 3).(part.Picking[reference.Entry])
	if !ok || row.Entry != p.List[2].Entry {
		t.Fatalf("the third row is %v", c.At(10, 3))
	}
	p.Click(nil, row)
	if p.Chosen() != row.Entry {
		t.Errorf("chosen is %s", p.Chosen().Name)
	}
	if got := c.At(80, 10); got != (part.Focusing{Reading: true}) {
		t.Errorf("the text is %v", got)
	}
	p.Wheel(nil, 10, 10, 3)
	if p.Chosen() != p.List[5].Entry {
		t.Errorf("the wheel over the list goes to %s", p.Chosen().Name)
	}
	p.OpenErrno("EINVAL", "")
	p.Draw(nil, c, c.Rect)
	p.Wheel(nil, 80, 10, 3)
	if p.Text.Top != 3 || p.Chosen().Name != "EINVAL" {
		t.Errorf("the wheel over the text goes to line %d of %s", p.Text.Top, p.Chosen().Name)
	}
}

func TestASettingOfTheHostIsSaidToBe(t *testing.T) {
	p := &Page{Sysctl: func(string) (string, bool) { return "4096", true }}
	p.Sift("somaxconn")
	if text := seen(p, 120, 30); !strings.Contains(text, "4096 ") || strings.Contains(text, "on the host") {
		t.Errorf("it shows\n%s", text)
	}
	p.Take(engine.Frame{Network: engine.PrivateLab})
	if text := seen(p, 120, 30); !strings.Contains(text, "4096 on the host") {
		t.Errorf("in a lab it shows\n%s", text)
	}
}
