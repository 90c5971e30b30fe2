package sockopts

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestEverySettableOptionHasAForm(t *testing.T) {
	kinds := map[string]FormKind{
		"onOff": SwitchForm, "integer": NumberForm, "unsigned": NumberForm, "netIndex": NumberForm, "wide": NumberForm, "enumeration": ChoiceForm,
		"flags": FlagsForm, "timestamping": FlagsForm, "linger": LingerForm, "timeval": TimeForm, "octets": BytesForm, "program": BytesForm,
		"ignored": NothingForm, "ipv4": PartsForm, "group4": PartsForm, "source4": PartsForm, "addr6Index": PartsForm, "groupRequest": PartsForm,
		"packetMember": PartsForm, "portRange": PartsForm, "record": PartsForm, "layout": PartsForm, "text": TextForm, "typeSet": TextForm,
	}
	met := map[string]bool{}
	for _, o := range Everything() {
		codec := strings.TrimPrefix(fmt.Sprintf("%T", o.Codec), "sockopts.")
		form := o.Form()
		want, ok := kinds[codec]
		if !ok && o.Settable() {
			t.Errorf("%s: it is not said which form the codec %s has", o.Name, codec)
		}
		if ok && form.Kind != want {
			t.Errorf("%s: its form is %d, not %d", o.Name, form.Kind, want)
		}
		if o.Settable() {
			met[codec] = true
		}
		if named := form.Kind == ChoiceForm || form.Kind == FlagsForm; named && !slices.Equal(form.Names, o.Choices()) {
			t.Errorf("%s: the form has the names %v", o.Name, form.Names)
		}
		if form.Kind == NumberForm && o.Unit != "" && o.Settable() && form.Counts != unitNoun(o.Unit) {
			t.Errorf("%s: it is in %q and the form counts %q", o.Name, o.Unit, form.Counts)
		}
		for _, f := range form.Parts {
			if f.Label == "" || f.Hint == "" || f.check == nil {
				t.Errorf("%s: the field %q lacks something", o.Name, f.Label)
			}
			if f.Problem("\x01?") == "" || (f.Problem("") == "") != f.Optional {
				t.Errorf("%s: the field %q takes what it should not", o.Name, f.Label)
			}
		}
	}
	for codec := range kinds {
		if !met[codec] {
			t.Errorf("no option that can be set has the codec %s", codec)
		}
	}
}

func TestFieldsAreTakenApartAndPutTogether(t *testing.T) {
	for _, c := range []struct {
		name, text string
		parts      []string
	}{
		{"IP_MULTICAST_IF", "127.0.0.1", []string{"127.0.0.1"}},
		{"IP_ADD_MEMBERSHIP", "239.1.1.1,127.0.0.1", []string{"239.1.1.1", "127.0.0.1", ""}},
		{"IP_ADD_MEMBERSHIP", "239.1.1.1,0.0.0.0%1", []string{"239.1.1.1", "0.0.0.0", "1"}},
		{"IP_ADD_MEMBERSHIP", "239.1.1.1%1", []string{"239.1.1.1", "", "1"}},
		{"IP_ADD_MEMBERSHIP", "239.1.1.1", []string{"239.1.1.1", "", ""}},
		{"IP_BLOCK_SOURCE", "232.1.1.1,127.0.0.1,127.0.0.2", []string{"232.1.1.1", "127.0.0.1", "127.0.0.2"}},
		{"IPV6_ADD_MEMBERSHIP", "ff02::1,1", []string{"ff02::1", "1"}},
		{"MCAST_JOIN_GROUP", "ff02::1234", []string{"ff02::1234", ""}},
		{"MCAST_JOIN_SOURCE_GROUP", "232.1.1.1,127.0.0.1,1", []string{"232.1.1.1", "127.0.0.1", "1"}},
		{"PACKET_ADD_MEMBERSHIP", "1,PACKET_MR_PROMISC", []string{"1", "PACKET_MR_PROMISC", ""}},
		{"PACKET_ADD_MEMBERSHIP", "2,multicast,01:00:5e:00:00:01", []string{"2", "multicast", "01:00:5e:00:00:01"}},
		{"IP_LOCAL_PORT_RANGE", "40000-40010", []string{"40000", "40010"}},
		{"IP_LOCAL_PORT_RANGE", "off", []string{"", ""}},
		{"SO_TXTIME", "clockid=1 flags=0", []string{"1", "0"}},
		{"TCP_REPAIR_WINDOW", "snd_wl1=1 snd_wnd=2 max_window=3 rcv_wnd=4 rcv_wup=5", []string{"1", "2", "3", "4", "5"}},
		{"TLS_TX_MAX_PAYLOAD_LEN", "bytes=4096", []string{"4096"}},
	} {
		o := option(t, c.name)
		form := o.Form()
		parts, ok := form.Split(c.text)
		if !ok || !slices.Equal(parts, c.parts) {
			t.Errorf("%s: %q is taken apart into %q, %v", c.name, c.text, parts, ok)
		}
		if got := form.Join(c.parts); got != c.text {
			t.Errorf("%s: %q are put together as %q", c.name, c.parts, got)
		}
		if _, err := o.Parse(c.text); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestWhatHasNoFieldsIsNotTakenApart(t *testing.T) {
	for name, text := range map[string]string{
		"IP_ADD_MEMBERSHIP": "hex:ef010101", "IP_BLOCK_SOURCE": "232.1.1.1,127.0.0.1", "IPV6_ADD_MEMBERSHIP": "239.1.1.1,1",
		"SO_TXTIME": "clockid=1", "IP_LOCAL_PORT_RANGE": "40000", "MCAST_JOIN_GROUP": "239.1.1.1,1,2",
	} {
		if parts, ok := option(t, name).Form().Split(text); ok {
			t.Errorf("%s: %q is taken apart into %q", name, text, parts)
		}
	}
	if got := option(t, "IP_BLOCK_SOURCE").Form().Join([]string{"232.1.1.1", "hex:00", ""}); got != "hex:00" {
		t.Errorf("bytes in one field are put together as %q", got)
	}
}

func TestAFlagIsTurnedOverAndTheOtherBitsStay(t *testing.T) {
	for _, c := range []struct{ name, text, flag, want string }{
		{"SO_BUF_LOCK", "0", "SOCK_RCVBUF_LOCK", "SOCK_RCVBUF_LOCK"},
		{"SO_BUF_LOCK", "3", "SOCK_RCVBUF_LOCK", "SOCK_SNDBUF_LOCK"},
		{"SO_BUF_LOCK", "0x8", "SOCK_SNDBUF_LOCK", "SOCK_SNDBUF_LOCK|0x8"},
		{"SO_TIMESTAMPING", "bind_phc,phc=2", "SOF_TIMESTAMPING_SOFTWARE", "SOF_TIMESTAMPING_SOFTWARE|SOF_TIMESTAMPING_BIND_PHC,phc=2"},
	} {
		v, err := option(t, c.name).Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		turned, ok := v.Turned(c.flag)
		if !ok || turned.String() != c.want || turned.Has(c.flag) == v.Has(c.flag) {
			t.Errorf("%s: %s with %s turned over is %s", c.name, c.text, c.flag, turned)
		}
		if back, _ := turned.Turned(c.flag); !back.Equal(v) {
			t.Errorf("%s: %s turned over twice is %s", c.name, c.text, back)
		}
	}
	for name, text := range map[string]string{"SO_RCVBUF": "1", "SO_BUF_LOCK": "hex:01", "SO_TIMESTAMPING": "hex:01000000"} {
		v, _ := option(t, name).Parse(text)
		if _, ok := v.Turned("SOCK_SNDBUF_LOCK"); ok || v.Has("SOF_TIMESTAMPING_TX_HARDWARE") {
			t.Errorf("%s: %s is a set of flags", name, text)
		}
	}
}

func TestTheFieldsOfTimevalAndLinger(t *testing.T) {
	v, _ := option(t, "SO_RCVTIMEO").Parse("1.5s")
	if sec, usec, ok := v.Clock(); sec != 1 || usec != 500_000 || !ok {
		t.Errorf("1.5s is %d and %d, %v", sec, usec, ok)
	}
	if _, _, ok := v.Linger(); ok {
		t.Error("a time is a linger")
	}
	v, _ = option(t, "SO_LINGER").Parse("on,-1s")
	if on, seconds, ok := v.Linger(); !on || seconds != -1 || !ok {
		t.Errorf("on,-1s is %v and %d, %v", on, seconds, ok)
	}
	if _, _, ok := v.Clock(); ok {
		t.Error("a linger is a time")
	}
	if got := option(t, "TCP_CONGESTION").Form().Limit; got != 15 {
		t.Errorf("a congestion control's name has room for %d characters", got)
	}
}
