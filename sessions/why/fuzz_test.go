package why

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
	"testing/quick"

	"netnet-tui/engine"
)

// words are strings that reach the special cases of this package.
var words = []string{"", "c", "s", "8 <c>", "<", "{", "{AF_INET, 127.0.0.1:0}", "{AF_UNIX, \"\"}", "{AF_UNIX}", "{AF_UNSPEC}", "[", "[0]", "0", "-1", "99999999999999999999",
	"eof", `""`, "none", "c:in,out,err,hup s:", ":", "LISTEN", "ESTABLISHED", "SYN-SENT", "CLOSE-WAIT", "CLOSED", "TIME-WAIT", "FIN-WAIT-1",
	"in|out|rdhup|hup", "EPIPE", "EAGAIN", "EINVAL", "EADDRINUSE", "ENOTSUP", "SO_ERROR", "SO_LINGER", "FIONREAD", "F_SETFL", "SHUT_WR",
	"MSG_OOB|MSG_PEEK|MSG_TRUNC", "unix:", "unix:@", "[fe80::1]:80", "within 1s", "within 1s expect a.state == X", "spawn", "show", "sysctl a", "Ä=>"}

var addresses = []string{`"none"`, `"127.0.0.1:0"`, `"[fe80::1]:80"`, `"[fe80::1%lo]:80"`, `"[::ffff:1.2.3.4]:7"`, `"unix:"`, `"unix:@x"`, `"unix:/tmp/x"`, `{"path":"/w=="}`}

// arbitrary fills v with those words, small numbers and absent values.
func arbitrary(v reflect.Value, r *rand.Rand) {
	if in, ok := v.Addr().Interface().(json.Unmarshaler); ok { // an address
		_ = in.UnmarshalJSON([]byte(addresses[r.IntN(len(addresses))]))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(words[r.IntN(len(words))])
	case reflect.Int, reflect.Int64:
		v.SetInt([]int64{-1, 0, 1, 5, 1 << 40}[r.IntN(5)])
	case reflect.Uint64:
		v.SetUint(r.Uint64N(4))
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Pointer:
		if r.IntN(4) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			arbitrary(v.Elem(), r)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(5), 5))
		for i := range v.Len() {
			arbitrary(v.Index(i), r)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			arbitrary(v.Field(i), r)
		}
	}
}

// eventOf returns an arbitrary event with a call that exists.
func eventOf(r *rand.Rand) engine.Event {
	var e engine.Event
	arbitrary(reflect.ValueOf(&e).Elem(), r)
	if r.IntN(2) == 0 {
		e.Problem = ""
	}
	for i := range e.Calls {
		e.Calls[i].Name = calls[r.IntN(len(calls))]
	}
	return e
}

func TestEventNeverPanics(t *testing.T) {
	holds := func(seed uint64) bool {
		r := rand.New(rand.NewPCG(seed, 1))
		var past Past
		for range r.IntN(3) {
			past.Add(eventOf(r))
		}
		e := eventOf(r)
		said := Event(&past, e)
		return said != "" || len(e.Calls) == 0
	}
	if err := quick.Check(holds, &quick.Config{MaxCount: 5_000}); err != nil {
		t.Error(err)
	}
}

func FuzzEvent(f *testing.F) {
	f.Add([]byte(`{"calls":[{"name":"recvfrom","args":["c","\"\"","10"],"ret":0}],"got":"eof","evidence":{"sockets":[{"name":"c","before":{"state":"CLOSE-WAIT"}}]}}`))
	f.Add([]byte(`{"calls":[{"name":"close","args":["c"],"ret":0}],"evidence":{"sockets":[{"name":"c","before":{"state":"LISTEN","queue":2}}]}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var e engine.Event
		if json.Unmarshal(line, &e) == nil {
			Event(nil, e)
		}
	})
}
