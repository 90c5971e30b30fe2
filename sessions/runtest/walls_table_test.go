package runtest

import "regexp"

// floor is a set of packages at the same level: they import from lower floors and from their own room, but
// from no other room of the floor.
type floor struct {
	// rooms are packages: "engine/..." is engine and everything below it as one room, "ui/*" is every
	// package below ui as a room of its own, and "." is main.
	rooms  []string
	reason string // why they know nothing of what is beside and above them
}

// floors are the packages of the program from the bottom up; below them is golang.org/x/sys. A package
// belongs to the first floor that names it.
var floors = []floor{
	{[]string{"sockets/...", "sockopts/..."}, "a call takes an option's bytes and not their meaning, and the catalogue can be read without making a call"},
	{[]string{"engine/..."}, "an engine runs without scripts and without a screen"},
	{[]string{"assets/..."}, "embedded bytes know nothing of who reads them"},
	{[]string{"sessions/..."}, "scripts run without a screen"},
	{[]string{"ui/theme"}, "colours know nothing of what is coloured"},
	{[]string{"ui/canvas"}, "cells know nothing of what is written into them"},
	{[]string{"ui/canvas/svg"}, "a picture is of any canvas"},
	{[]string{"ui/diagram"}, "states are drawn on any page"},
	{[]string{"ui/keymap", "ui/table", "ui/store"}, "keys, tables and what an engine has told are there without a page"},
	{[]string{"ui/part"}, "what pages are made of is the same for all"},
	{[]string{"ui/prompt"}, "a line is typed on any page"},
	{[]string{"ui/overlay"}, "a window stands in front of any page"},
	{[]string{"ui/editor"}, "an option is edited in a window, wherever that was opened"},
	{[]string{"ui/prose"}, "text in Markdown is drawn in any pane"},
	{[]string{"ui/walk"}, "lines are walked along beside any page"},
	{[]string{"ui/*"}, "a page sees the screen only as a part.Host, so it can be added, drawn and tested alone"},
	{[]string{"ui"}, "the screen takes no command line"},
	{[]string{"ui/command"}, "the command line is a face of the program beside the screen"},
	{[]string{"ui/uitest", "ui/terminaltest", "ui/goldentest"}, "they test what is below"},
	{[]string{"."}, "it is the program"},
}

// wall is something that packages must not do, with the reason.
type wall struct {
	around []string // packages; "engine/..." is engine and everything below it
	less   []string // packages among these that are exempt
	reason string

	out   []string                  // forbidden imports, including packages below them
	only  map[string]string         // if not nil, all imports that are allowed, apart from the standard library's, and what for
	std   []string                  // if not nil, all imports from the standard library that are allowed
	says  map[string]*regexp.Regexp // by import: all its names that may be used
	never map[string]*regexp.Regexp // by import: its names that must not be used; see anything and declared
	but   map[string]string         // files that are exempt, and why
}

// Two keys of wall.never that are not imports.
const (
	anything = "anything" // the names of fields and methods, of whatever type
	declared = "declared" // the names of functions and methods that a file declares
)

// cutting matches the functions that take a text apart.
var cutting = regexp.MustCompile(`^(Cut\w*|Split\w*|Fields\w*|Trim(Left|Right|Func|Prefix|Suffix)?|Index\w*|LastIndex\w*|Contains\w*|HasPrefix|EqualFold|Sscan\w*)$`)

var walls = []wall{
	{
		around: []string{"sockets/...", "sockopts/...", "engine/..."}, out: []string{"net", "net/http", "golang.org/x/net"},
		reason: "Go's poller would change our descriptors and watch them",
	},
	{
		around: []string{"sockets/...", "sockopts/...", "engine/..."}, never: map[string]*regexp.Regexp{"os": regexp.MustCompile(`^NewFile$`)},
		reason: "it hands a descriptor to Go's poller, which makes it non-blocking: what is shown would no longer be what the calls did",
	},
	{
		around: []string{"sessions/...", "ui/..."}, out: []string{"netnet-tui/sockets", "golang.org/x/sys/unix"},
		reason: "what is shown, the engine tells, which may be elsewhere: there is no second way to make a call",
	},
	{
		around: []string{"..."}, less: []string{"ui/..."}, out: []string{"charm.land", "github.com/charmbracelet"},
		reason: "only ui knows of a screen",
	},
	{
		around: []string{"..."}, less: []string{"."}, out: []string{"netnet-tui/ui/command"},
		reason: "the command line opens the screen, and no part of the screen knows the command line",
	},
	{
		around: []string{"..."}, reason: "what is printed goes through sessions/output, which escapes it",
		never: map[string]*regexp.Regexp{
			"os": regexp.MustCompile(`^(Stdout|Stderr)$`), "fmt": regexp.MustCompile(`^Print`), "encoding/json": regexp.MustCompile(`^NewEncoder$`),
		},
		but: map[string]string{
			"ui/command/streams.go":      "makes the two streams, and asks whether they are terminals",
			"ui/run.go":                  "asks whether the screen has a terminal",
			"ui/part/save.go":            "asks whether a file is the screen's terminal",
			"sockets/labtest/labtest.go": "runs tests",
			"sessions/output/json.go":    "is the encoder of what is printed",
			"engine/remote/client.go":    "speaks with an engine",
			"engine/remote/serve.go":     "speaks with a client",
			"engine/remote/recorder.go":  "writes events into a recording",
			"engine/fork/start.go":       "speaks with a process that it has forked",
			"engine/fork/serve.go":       "is that process, and speaks with the engine",
		},
	},
	{
		// What a call did is in its values, and what a step asked in its data. An explanation that takes
		// their text apart is wrong where the text differs: for a name with a comma in it, or a flag whose
		// name contains another's.
		around: []string{"sessions/why"}, reason: "no text of a call is taken apart to explain it: its Values say the same",
		never: map[string]*regexp.Regexp{"strings": cutting, "fmt": cutting, anything: regexp.MustCompile(`^(Args|Note)$`)},
		but:   map[string]string{"sessions/why/fill.go": "takes the sentences of the tables apart, which are our own"},
	},
	{
		around: []string{"sessions/export/program", "sessions/export/code", "sessions/export/c", "sessions/export/golang", "sessions/export/ffi"},
		reason: "a program is made of steps and notes alone, whatever was answered",
		only: map[string]string{
			"netnet-tui/engine":                  "constants, addresses and control messages",
			"netnet-tui/engine/status":           "kinds and states",
			"netnet-tui/engine/step":             "what a step says",
			"netnet-tui/sockopts":                "the values of options",
			"netnet-tui/sessions/export/program": "the program",
			"netnet-tui/sessions/export/code":    "what all languages share",
		},
	},
	{
		around: []string{"engine/observe"}, reason: "observing must not disturb: it has a sockets.Looker, which only reads, and nothing else to make a call with",
		only: map[string]string{
			"netnet-tui/sockets":       "the Looker",
			"netnet-tui/sockopts":      "which options can be read without changing anything",
			"netnet-tui/engine/status": "what is found out",
			"netnet-tui/engine/step":   "how an address is printed",
			"golang.org/x/sys/unix":    "constants, and files of /proc",
		},
		std: []string{"bytes", "cmp", "errors", "fmt", "iter", "maps", "slices", "strconv", "strings", "time"},
		says: map[string]*regexp.Regexp{
			"netnet-tui/sockets":    regexp.MustCompile(`^(Looker|QuietOption|Addr|Connection|Errno|ErrnoName|PollEvents|DiagTimer|Timer\w+)$`),
			"golang.org/x/sys/unix": regexp.MustCompile(`^(Errno|Open|Pread|Close|Capget|CapUserHeader|CapUserData|[A-Z][A-Z0-9_]*)$`),
		},
		never: map[string]*regexp.Regexp{declared: regexp.MustCompile(`^QuietRead$`)}, // only the catalogue knows which options are quiet
	},
	{
		around: []string{"engine/system"}, reason: "watching the machine must not disturb it: it asks netlink and tracefs and reads /proc, and has no call that a socket of another program would notice",
		only: map[string]string{
			"netnet-tui/sockets":        "what asks the kernel's tables",
			"netnet-tui/engine/status":  "states, timers and owners",
			"netnet-tui/engine/step":    "how an address is printed",
			"netnet-tui/engine/observe": "how a file of /proc is read",
			"netnet-tui/engine/thread":  "the thread that enters another network, and looks that nothing holds up",
			"golang.org/x/sys/unix":     "constants, folders of /proc, and entering a network",
		},
		says: map[string]*regexp.Regexp{
			"netnet-tui/sockets":        regexp.MustCompile(`^(Diag\w*|OpenDiag|Deaths|OpenDeaths|Resets|OpenResets|InetSocket|UnixSocket|OtherSocket|OptionBytes|TCPInfo|Memory|Show\w*|Timer\w+|ErrChanged|Addr|Inet|Connection|Errno|ErrnoName|ListsBound)$`),
			"netnet-tui/engine/thread":  regexp.MustCompile(`^(Side|NewSide|Look)$`),
			"netnet-tui/engine/observe": regexp.MustCompile(`^ReadProc$`),
			"golang.org/x/sys/unix":     regexp.MustCompile(`^(Stat|Fstat|Stat_t|Timespec|Readlink|Readlinkat|Getdents|Open|Close|Setns|[A-Z][A-Z0-9_]*)$`),
		},
	},
	{
		around: []string{"engine/system/attach"}, reason: "a call on another program's socket is a sockets.Hold, which is short, or sockets.Destroy, which takes no copy: nothing else here could keep one",
		only: map[string]string{
			"netnet-tui/sockets":        "the holds, and the process that they are about",
			"netnet-tui/sockopts":       "which options there are, and what their bytes mean",
			"netnet-tui/engine/status":  "states and owners, and how a socket is shown",
			"netnet-tui/engine/step":    "how a kind is named",
			"netnet-tui/engine/observe": "how a file of /proc is read",
			"netnet-tui/engine/system":  "what the kernel's tables tell, and who shares a socket",
			"netnet-tui/engine/thread":  "looks and holds that nothing holds up",
			"golang.org/x/sys/unix":     "constants, and files of /proc",
		},
		says: map[string]*regexp.Regexp{
			"netnet-tui/sockets":       regexp.MustCompile(`^(Hold|After\w*|Process|OpenProcess|Destroy|OptionBytes|Errno|ErrnoName|ErrnoText)$`),
			"netnet-tui/engine/system": regexp.MustCompile(`^(Around|InNetworkOf|Tables|All|Socket|Missing|NewOwners|NewUsers)$`),
			"netnet-tui/engine/thread": regexp.MustCompile(`^(Own|Steady|Look)$`),
			"golang.org/x/sys/unix":    regexp.MustCompile(`^(Stat|Fstat|Stat_t|Readlink|Getxattr|Open|Close|Getpid|Nanosleep|NsecToTimespec|ByteSliceToString|[A-Z][A-Z0-9_]*|Errno|PathMax)$`),
		},
	},
	{
		around: []string{"engine/lookup"}, reason: "looking things up must not disturb: it asks netlink and reads files, and makes no call on a socket of the session",
		only: map[string]string{
			"netnet-tui/sockets":        "what asks the kernel's tables",
			"netnet-tui/engine/status":  "what is found out",
			"netnet-tui/engine/step":    "how an address is printed",
			"netnet-tui/engine/observe": "how a setting and a file of /proc are read",
			"netnet-tui/engine/system":  "the processes that have a socket, and the sockets of other networks",
			"netnet-tui/engine/thread":  "the thread on which things are opened",
			"netnet-tui/sockopts":       "which options have values that the machine lists",
			"golang.org/x/sys/unix":     "constants, and what is at a path",
		},
		std: []string{"cmp", "encoding/binary", "encoding/hex", "errors", "fmt", "maps", "net/netip", "path", "slices", "strconv", "strings", "time"},
		says: map[string]*regexp.Regexp{
			"netnet-tui/sockets":        regexp.MustCompile(`^(Diag|OpenDiag|Routes|OpenRoutes|InetSocket|UnixSocket|Timer\w+|ErrChanged|InterfaceName|InterfacesByIndex|Addr|Inet|Connection|Syscall|Sys\w+|Errno|ErrnoName|ListsBound)$`),
			"netnet-tui/engine/thread":  regexp.MustCompile(`^(Side|NewSide)$`),
			"netnet-tui/sockopts":       regexp.MustCompile(`^(All|Among)$`),
			"netnet-tui/engine/observe": regexp.MustCompile(`^(Read\w+)$`),
			"golang.org/x/sys/unix":     regexp.MustCompile(`^(Errno|Stat|Lstat|Stat_t|Readlink|PathMax|Gettid|Geteuid|Uname|Utsname|ByteSliceToString|Open|Close|Readlinkat|ReadDirent|ParseDirent|[A-Z][A-Z0-9_]*)$`),
		},
	},
	{
		around: []string{"engine/step"}, reason: "a line can be read, printed and completed where there is no kernel to ask",
		only: map[string]string{
			"netnet-tui/sockets":           "the names of constants and errnos, and how an address and a request of ioctl is written",
			"netnet-tui/sockopts":          "the catalogue is knowledge",
			"netnet-tui/sockets/control":   "how a control message is written",
			"netnet-tui/engine/protocol":   "the names that serve takes",
			"netnet-tui/engine/readiness":  "the names that serve takes behind with",
			"netnet-tui/engine/status":     "the names of TCP's states, and the fields of a socket",
			"golang.org/x/sys/unix":        "the numbers of constants",
			"github.com/agext/levenshtein": "the nearest spelling of a word",
		},
		says: map[string]*regexp.Regexp{
			"netnet-tui/sockets": regexp.MustCompile(`^(Addr|ParseAddr|Quote|Printable|FormatTook|Errno\w+|Names|UnknownName|` +
				`Requests|RequestNames|FindRequest|Request|Form|By[A-Z]\w+|Fionbio|Syscall|SysFcntl|SysIoctl|` +
				`Domains|Types|ProtocolsOf|ParseProtocol|Hows|Whences|EpollOps|(Socket|Message|Descriptor|Status|Pipe|Eventfd|Timerfd)Flags|(Poll|Epoll)Events)$`),
			"golang.org/x/sys/unix":       regexp.MustCompile(`^(Errno|[A-Z][A-Z0-9_]+)$`),
			"netnet-tui/engine/protocol":  regexp.MustCompile(`^(Names|Find)$`),
			"netnet-tui/engine/readiness": regexp.MustCompile(`^(Names|Find)$`),
		},
	},
	{
		around: []string{"engine/protocol"}, reason: "a protocol makes no system call: the loop does what it says",
		only: map[string]string{
			"netnet-tui/engine/openmetrics": "how the metrics of a server are written",
			"netnet-tui/engine/status":      "the server that its pages show",
			"netnet-tui/sockets":            "text from elsewhere is printed without control characters",
		},
		says: map[string]*regexp.Regexp{"netnet-tui/sockets": regexp.MustCompile(`^Printable$`)},
	},
	{
		around: []string{"engine/remote"}, reason: "it carries steps, events and frames between two processes, and does nothing with a session's sockets",
		only: map[string]string{
			"netnet-tui/engine":               "what is served, and the data that travels",
			"netnet-tui/engine/lookup":        "the processes that an engine may not look at",
			"netnet-tui/engine/system/attach": "the descriptors that an engine can't copy itself",
			"netnet-tui/engine/process":       "this binary is started again",
			"netnet-tui/engine/remote/folder": "the session's folder, in which the process begins",
			"netnet-tui/engine/status":        "what is kept of the frame before",
			"netnet-tui/engine/step":          "the long texts of a step, which are not recorded",
			"netnet-tui/sockets/confine":      "the walls around the process",
			"netnet-tui/sockets/lab":          "the lab around the process",
			"golang.org/x/sys/unix":           "its standard input and output, which Go's poller is not to see",
		},
	},
	{
		around: []string{"engine/inbox", "engine/journal", "engine/openmetrics", "engine/roundtrip"}, only: map[string]string{},
		reason: "they are mechanisms that know nothing of what they are used for",
	},
	{
		around: []string{"engine/process"}, only: map[string]string{"golang.org/x/sys/unix": "the new process gets none of our descriptors"},
		reason: "it starts a process, whatever that does",
	},
	{
		around: []string{"engine/thread"}, only: map[string]string{"golang.org/x/sys/unix": "signals, and the thread's number and descriptors"},
		reason: "it runs a function, whatever that does",
	},
	{
		around: []string{"engine/bench"}, reason: "it keeps sockets and makes no call on them",
		only: map[string]string{
			"netnet-tui/engine/message": "what came with a message",
			"netnet-tui/engine/observe": "what is remembered of a socket from one look to the next",
			"netnet-tui/engine/status":  "what is told of a socket",
			"netnet-tui/engine/step":    "the names of sockets that have lost theirs",
		},
	},
	{
		around: []string{"engine/serving"}, reason: "it has an event loop, and does not know the bench",
		only: map[string]string{
			"netnet-tui/engine/loop": "what is made, woken and ended",
			"netnet-tui/sockets":     "the kernel that the loop makes its calls with",
			"golang.org/x/sys/unix":  "a table of descriptors for the loop's thread",
		},
	},
	{
		around: []string{"engine/sysctl"}, reason: "it writes settings, and touches no socket",
		only: map[string]string{
			"netnet-tui/engine/observe": "where a setting is read",
			"golang.org/x/sys/unix":     "where it is written, in one call",
		},
	},
	{
		around: []string{"engine/fork"}, reason: "it makes the calls that it is told in another process, and knows nothing of steps",
		only: map[string]string{
			"netnet-tui/engine/process": "this binary is started again",
			"netnet-tui/engine/thread":  "calls that sleep",
			"netnet-tui/sockets":        "the calls",
			"golang.org/x/sys/unix":     "the descriptors that travel",
		},
	},
	{
		around: []string{"engine/swarms"}, reason: "a swarm is another process: nothing of it happens in this one",
		only: map[string]string{
			"netnet-tui/engine/process": "this binary is started again",
			"netnet-tui/engine/swarm":   "its report",
		},
	},
}
