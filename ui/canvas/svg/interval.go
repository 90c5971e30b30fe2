package svg

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// interval is the first and the last frame in which something is shown.
type interval struct{ from, to int }

func (s interval) name() string { return fmt.Sprintf("f%d_%d", s.from, s.to) }

// animate adds what is shown in each interval, and the CSS rules that show and hide it.
func (p *picture) animate(scenes map[interval]*strings.Builder, frames []Frame, still int) {
	begins := make([]time.Duration, len(frames)+1)
	for i, f := range frames {
		begins[i+1] = begins[i] + f.For
	}
	total := begins[len(frames)]
	percent := func(i int) float64 { return 100 * float64(begins[i]) / float64(max(total, 1)) }
	spans := slices.SortedFunc(maps.Keys(scenes), func(a, b interval) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var moving strings.Builder
	for _, s := range spans {
		if s.from == 0 && s.to == len(frames)-1 {
			p.body.WriteString(scenes[s].String())
			continue
		}
		if still < s.from || still > s.to {
			fmt.Fprintf(&p.style, "#%s{visibility:hidden}\n", s.name())
		}
		fmt.Fprintf(&moving, "#%s{animation:%s %gs step-end %d both}\n@keyframes %s{", s.name(), s.name(), total.Seconds(), rounds, s.name())
		if s.from > 0 {
			moving.WriteString("0%{visibility:hidden}")
		}
		fmt.Fprintf(&moving, "%.2f%%{visibility:visible}", percent(s.from))
		if s.to < len(frames)-1 {
			fmt.Fprintf(&moving, "%.2f%%,100%%{visibility:hidden}", percent(s.to+1))
		} else {
			moving.WriteString("100%{visibility:visible}")
		}
		moving.WriteString("}\n")
		fmt.Fprintf(&p.body, "<g id=%q>\n%s</g>\n", s.name(), scenes[s])
	}
	if moving.Len() > 0 {
		fmt.Fprintf(&p.style, "@media (prefers-reduced-motion:no-preference){\n%s}\n", &moving)
	}
}
