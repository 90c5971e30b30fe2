package step

import (
	"strconv"
	"strings"

	"netnet-tui/sockets"
)

// DefaultBacklog is what listen takes where a script names none.
const DefaultBacklog = 5

// DefaultMaxEvents is what epoll_wait takes where a script names none.
const DefaultMaxEvents = 64

// String is the step as the canonical line of script: reading it gives the step back.
func (s Step) String() string {
	var words []string
	if s.Within > 0 {
		words = append(words, "within", FormatDuration(s.Within))
	}
	if len(s.Names) > 0 {
		words = append(words, strings.Join(s.Names, ", "), "=")
	}
	words = append(words, s.Verb)
	if verb, ok := FindVerb(s.Verb); ok {
		for _, p := range verb.Params {
			words = append(words, s.words(p)...)
		}
	}
	if len(s.Want) > 0 {
		alternatives := make([]string, len(s.Want))
		for i, w := range s.Want {
			alternatives[i] = w.String()
		}
		words = append(words, "=>", strings.Join(alternatives, " | "))
	}
	return strings.Join(words, " ")
}

// words prints one parameter; nothing for an optional one that was left out.
func (s Step) words(p Param) []string {
	if s.Lacks(p) { // a step that [Step.Check] refuses is still told
		return nil
	}
	switch p.Role {
	case RoleSocket:
		return []string{s.Socket}
	case RoleOther:
		return []string{s.Other}
	case RoleKind, RolePairKind:
		return s.kindWords(p.Role == RolePairKind)
	case RoleFlags:
		return flagWords(s.Flags)
	case RoleMessage:
		if s.Flags == 0 {
			return nil
		}
		return []string{sockets.MessageFlags.Format(s.Flags)}
	case RoleEvents:
		if s.Flags == 0 && s.Op == EpollDel {
			return nil
		}
		return strings.Split(sockets.EpollEvents.Short(s.Flags), "|")
	case RoleAddress:
		return []string{Word(string(s.Address))}
	case RoleText:
		return []string{s.Text.String()}
	case RoleSize:
		return []string{FormatSize(int64(s.Size))}
	case RoleCount:
		if s.Count == nil {
			return nil
		}
		return []string{strconv.Itoa(*s.Count)}
	case RoleTimeout:
		if s.Timeout == nil {
			return nil
		}
		return []string{FormatDuration(*s.Timeout)}
	case RoleHow:
		return []string{sockets.Hows.Short(s.Op)}
	case RoleOp:
		return []string{sockets.EpollOps.Short(s.Op)}
	case RoleOption:
		return s.Option.words()
	case RoleValue, RoleSetting:
		return []string{Word(*s.Value)}
	case RoleControl, RoleRequest:
		if s.On == nil {
			return []string{s.Request}
		}
		return []string{s.Request, FormatBool(*s.On)}
	case RoleInterests:
		words := make([]string, len(s.Interests))
		for i, watch := range s.Interests {
			words[i] = watch.String()
		}
		return words
	case RoleTarget:
		return []string{s.Target.String()}
	case RoleCompare:
		return []string{s.Compare, Word(*s.Value)}
	case RoleTask:
		return []string{s.Task}
	case RoleStep:
		return []string{s.Spawned.String()}
	case RoleService:
		return s.Service.words()
	case RoleGear:
		return s.Gear.words()
	case RoleClients:
		return []string{strconv.Itoa(s.Swarm.Clients)}
	case RoleTraffic:
		return s.Swarm.traffic()
	case RoleKey:
		return []string{s.Key}
	case RoleLimit:
		return []string{s.Key, strconv.FormatUint(s.Limit, 10)}
	}
	return nil
}

func (s Step) kindWords(pair bool) []string {
	if k, ok := kindOf(s.Domain, s.Type, s.Protocol); ok && (k.Pair || !pair) {
		return append([]string{k.Word}, flagWords(s.Flags)...)
	}
	words := []string{sockets.Domains.Format(s.Domain), sockets.Types.Format(s.Type)}
	if s.Protocol != 0 {
		words = append(words, sockets.Protocols.Format(s.Protocol))
	}
	return append(words, flagWords(s.Flags)...)
}

// flagWords prints the flags of a new descriptor a word each, in the short form.
func flagWords(flags int) []string {
	if flags == 0 {
		return nil
	}
	return strings.Split(sockets.SocketFlags.Short(flags), "|")
}

// String prints what is watched: "s:in,out".
func (i Interest) String() string {
	return i.Socket + ":" + strings.ReplaceAll(sockets.PollEvents.Short(i.Events), "|", ",")
}

// String prints the text as a script writes it, without unfolding its repetition.
func (t Text) String() string {
	if t.Times == 0 {
		return sockets.Quote(t.Body)
	}
	return FormatSize(t.Times) + "*" + sockets.Quote(t.Body)
}

// Word prints a word so that it stays one: in quotes where it must be.
func Word(text string) string {
	if text == "" || strings.HasPrefix(text, "=>") || text == "|" || strings.ContainsAny(text, " \t\r\n\"#\\") || !plain(text) {
		return sockets.Quote([]byte(text))
	}
	return text
}

func plain(text string) bool {
	for _, c := range []byte(text) {
		if c < ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}
