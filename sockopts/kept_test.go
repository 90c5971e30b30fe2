package sockopts

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// machine returns a socket under this machine's settings.
func machine(l Life) Life {
	l.Sysctl = func(key string) (string, bool) {
		text, err := os.ReadFile("/proc/sys/" + strings.ReplaceAll(key, ".", "/"))
		return strings.TrimSpace(string(text)), err == nil
	}
	return l
}

// The kernel keeps what the catalogue says it keeps, and there are no warnings about what it refuses.
func TestWhatIsKept(t *testing.T) {
	numbers := []int64{0, 1, 2, 3, 5, 7, 8, 20, 100, 119, 121, 255, 256, 500, 1151, 1152, 1153, 2304, 2305, 4096, 65536, 1 << 20, 1 << 28, 1<<31 - 1, -1, -5}
	held := 0
	for _, k := range []kind{{"tcp", unix.AF_INET, unix.SOCK_STREAM, 0}, {"tcp6", unix.AF_INET6, unix.SOCK_STREAM, 0}, {"udp", unix.AF_INET, unix.SOCK_DGRAM, 0}} {
		for _, o := range All() {
			if o.Kept == nil || o.Capability != "" || !o.AppliesTo(k.domain, k.typ, k.protocol) {
				continue
			}
			for _, asked := range numbers {
				fd := open(t, k)
				want, why := o.Kept(o, machine(Life{Domain: k.domain, Type: k.typ}), asked)
				if err := write(t, fd, o, strconv.FormatInt(asked, 10)); err != nil {
					if why != "" {
						disagree(t, "%s: set %s %d: %v, and it is warned: %s", k.name, o.Name, asked, err, why)
					}
					continue
				}
				raw, err := get(fd, o)
				if got, ok := o.Decode(raw).Number(); err != nil || !ok || got != want {
					disagree(t, "%s: %s %d is kept as %d, want %d (%s), %v", k.name, o.Name, asked, got, want, why, err)
				}
				held++
			}
		}
	}
	if held < 150 {
		t.Errorf("only %d values were set", held)
	}
}

// There are no warnings about what the kernel refuses in a state.
func TestWhatIsRefusedIsNotWarnedOf(t *testing.T) {
	for _, s := range stages() {
		t.Run(s.name, func(t *testing.T) {
			life := s.life
			life.Domain, life.Type = unix.AF_INET6, unix.SOCK_STREAM
			for _, o := range All() {
				text := otherThan(o, "off")
				if !o.Settable() || text == "" || o.Level == "SOL_IPV6" && o.Purpose == Tables {
					continue
				}
				value, err := o.Parse(text)
				if err != nil || len(o.Warnings(life, value)) == 0 {
					continue
				}
				fd := s.make(t, unix.AF_INET6)
				if err := write(t, fd, o, text); err != nil {
					disagree(t, "%s: set %s %s: %v, and it is warned: %s", s.name, o.Name, text, err, texts(o.Warnings(life, value)))
				}
				_ = write(t, fd, option(t, "SO_LINGER"), "off") // otherwise close would wait
			}
		})
	}
}
