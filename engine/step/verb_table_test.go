package step

import (
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// TestTheTableIsWhole checks that every verb has what people and the engine rely on.
func TestTheTableIsWhole(t *testing.T) {
	t.Parallel()
	page := regexp.MustCompile(`^[a-z0-9_]+\([2378]\)$`)
	groups := []string{GroupLife, GroupConnect, GroupData, GroupOption, GroupWait, GroupShorthand, GroupControl}
	effects := []Effect{EffectLooks, EffectMakes, EffectChanges, EffectMoves, EffectCloses, EffectSystem}
	seen := map[string]bool{}
	for _, v := range Verbs() {
		if seen[v.Name] {
			t.Errorf("%s stands there twice", v.Name)
		}
		seen[v.Name] = true
		if !isName(v.Name) || !slices.Contains(groups, v.Group) {
			t.Errorf("%q of group %q", v.Name, v.Group)
		}
		if n := utf8.RuneCountInString(v.Summary); n < len("waits") || n > 120 {
			t.Errorf("%s: the summary %q is not one line", v.Name, v.Summary)
		}
		if !page.MatchString(v.Manual) {
			t.Errorf("%s: %q is not a page of the manual", v.Name, v.Manual)
		}
		if !slices.Contains(effects, v.Effect) {
			t.Errorf("%s: the effect %q is none", v.Name, v.Effect)
		}
		if makes := v.Gives > 0; makes != (v.Effect == EffectMakes) {
			t.Errorf("%s: makes %d descriptors, and its effect is %q", v.Name, v.Gives, v.Effect)
		}
		if moves := v.Answer == AnswerCount || v.Answer == AnswerText; moves && v.Effect != EffectMoves {
			t.Errorf("%s answers %s, and its effect is %q", v.Name, v.Answer, v.Effect)
		}
		if v.Leaves != (Standing{}) && v.Effect != EffectMakes && v.Effect != EffectChanges {
			t.Errorf("%s leaves its socket as %+v, and its effect is %q", v.Name, v.Leaves, v.Effect)
		}
		if v.Answer == "" {
			t.Errorf("%s answers nothing, and does not say so", v.Name)
		}
		for i, p := range v.Params {
			if p.Role == nil || p.Name == "" || p.Implied && !p.Optional {
				t.Errorf("%s: parameter %d is %+v", v.Name, i, p)
			}
			if i > 0 && v.Params[i-1].Optional && !p.Optional && v.Params[i-1].Role != RoleLength { // len is present with its keyword, or not at all
				t.Errorf("%s: %s comes after one that may be left out", v.Name, p.Name)
			}
		}
	}
}

// The verbs offered for a socket are in the table.
func TestAbilitiesAreVerbs(t *testing.T) {
	t.Parallel()
	for _, socket := range []status.Socket{{Type: unix.SOCK_STREAM, Open: true}, {Type: unix.SOCK_DGRAM, Open: true}, {Kind: status.KindEpoll, Open: true}} {
		for _, a := range socket.Abilities() {
			if v, ok := FindVerb(a.Verb); !ok || !v.takes(RoleSocket) && !(socket.Epoll() && v.takes(RoleEpoll)) {
				t.Errorf("%s is offered, and is not a verb about a socket", a.Verb)
			}
		}
	}
}
