package step

import (
	"strings"
	"testing"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// Every readable fcntl and ioctl of the catalogue is a request, and the lines it suggests can be parsed.
func TestTheCatalogueIsAskedFor(t *testing.T) {
	t.Parallel()
	asked := 0
	for _, o := range sockopts.Everything() {
		if o.Call == sockopts.Sockopt {
			continue
		}
		asked++
		r, ok := sockets.FindRequest(sockets.Syscall(o.Call), o.Name)
		if !ok || uint32(r.Number) != uint32(o.Number) {
			t.Errorf("%s %s is not known, or has another number", o.Call, o.Name)
			continue
		}
		if gives := r.Gives != nil || r.Flag != nil; gives != o.Readable() && !r.Makes() {
			t.Errorf("%s: the catalogue says it reads: %v", o.Name, o.Readable())
		}
		if !strings.Contains(o.Try, o.Name) {
			t.Errorf("%s: %q does not show it", o.Name, o.Try)
		}
		for line := range strings.SplitSeq(o.Try, "\n") {
			if _, _, err := ParseLine(line, []string{"s", "a", "c", "u", "x", "m"}); err != nil {
				t.Errorf("%s: %q: %v", o.Name, line, err)
			}
		}
	}
	if asked != 39 {
		t.Errorf("%d of them", asked)
	}
}

// Arguments have a canonical form with the same meaning.
func TestArgumentsOfRequests(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"fcntl s F_SETFL nonblock|rdwr":          "fcntl s F_SETFL O_RDWR|O_NONBLOCK",
		"fcntl s F_SETOWN SELF":                  "fcntl s F_SETOWN self",
		"fcntl s F_SETOWN 0x10":                  "fcntl s F_SETOWN 16",
		"fcntl s F_SETOWN_EX F_OWNER_PGRP,7":     "fcntl s F_SETOWN_EX group,7",
		"fcntl s F_SETOWN_EX 0,self":             "fcntl s F_SETOWN_EX thread,self",
		"fcntl s F_SETSIG io":                    "fcntl s F_SETSIG SIGIO",
		"fcntl s F_SETSIG 36":                    "fcntl s F_SETSIG SIGRT_4",
		"fcntl s F_SETPIPE_SZ 65536":             "fcntl s F_SETPIPE_SZ 64KiB",
		"fcntl s F_ADD_SEALS grow|F_SEAL_SHRINK": "fcntl s F_ADD_SEALS F_SEAL_SHRINK|F_SEAL_GROW",
		"fcntl s FASYNC 1":                       "fcntl s O_ASYNC on",
		"p = ioctl s SIOCPROTOPRIVATE":           "p = ioctl s SIOCUNIXFILE",
		"d = fcntl s F_DUPFD 030":                "d = fcntl s F_DUPFD 24",
		"ioctl s SIOCGSTAMP => ENOENT":           "ioctl s SIOCGSTAMP_OLD => ENOENT",
		"ioctl s SIOCETHTOOL lo":                 "ioctl s SIOCETHTOOL lo,ETHTOOL_GLINK",
		"ioctl s SIOCETHTOOL lo,gtso => 1":       "ioctl s SIOCETHTOOL lo,ETHTOOL_GTSO => 1",
		"ioctl s SIOCGIFMTU \"a b\"":             "ioctl s SIOCGIFMTU \"a b\"",
		"ioctl s SIOCGIFFLAGS lo => up|loopback": "ioctl s SIOCGIFFLAGS lo => up|loopback",
		"ioctl s SIOCGIFADDR lo => 127.0.0.1":    "ioctl s SIOCGIFADDR lo => 127.0.0.1",
		"fcntl s F_GETSIG => SIGIO | 0":          "fcntl s F_GETSIG => SIGIO | 0",
		"fcntl s F_GETFL => rdwr":                "fcntl s F_GETFL => rdwr",
	} {
		asked, ok, err := ParseLine(text, []string{"s"})
		if err != nil || !ok || asked.String() != want {
			t.Errorf("%s is %s, %v; want %s", text, asked, err, want)
			continue
		}
		if err := asked.Check(); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{
		"x = fcntl s F_GETFL", "x = ioctl s FIONREAD", "x = ioctl s SIOCGSKNS", "x, y = fcntl s F_DUPFD 3", "fcntl s F_SETOWN", "fcntl s F_SETOWN me", "fcntl s F_SETOWN 99999999999", "fcntl s F_SETOWN_EX self",
		"fcntl s F_SETSIG SIGNONE", "fcntl s F_GETFL O_RDWR", "ioctl s SIOCGIFMTU", "ioctl s SIOCGIFMTU sixteen_letters_", "ioctl s SIOCSIFMTU lo",
		"ioctl s SIOCETHTOOL lo,ETHTOOL_SSET", "ioctl s SIOCGIFFLAGS lo => O_RDWR", "ioctl s FIOCLEX on", "ioctl s 0x8922 5",
	} {
		if asked, _, err := ParseLine(text, []string{"s"}); err == nil {
			t.Errorf("%s is read as %s", text, asked)
		}
	}
}
