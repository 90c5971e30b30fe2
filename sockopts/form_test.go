package sockopts

import (
	"slices"
	"testing"
)

// Every option that can be set has a form, and what is in it fits the codec.
func TestEveryOptionHasAForm(t *testing.T) {
	used := map[FormKind]bool{}
	for _, o := range Everything() {
		form := o.Form()
		if !o.Settable() {
			continue
		}
		used[form.Kind] = true
		switch form.Kind {
		case SwitchForm, ChoiceForm, FlagsForm:
			for _, name := range form.Names {
				if _, err := o.Codec.Parse(name); err != nil {
					t.Errorf("%s: its form offers %q: %v", o.Name, name, err)
				}
			}
		case PartsForm:
			if len(form.Parts) < 1 || form.Join == "" || slices.Contains(form.Parts, "") {
				t.Errorf("%s has the parts %q", o.Name, form.Parts)
			}
		case TextForm, BytesForm:
			if form.Room < 1 {
				t.Errorf("%s has room for %d bytes", o.Name, form.Room)
			}
		}
	}
	for _, kind := range []FormKind{SwitchForm, ChoiceForm, FlagsForm, NumberForm, LingerForm, TimeForm, PartsForm, TextForm, BytesForm} {
		if !used[kind] {
			t.Errorf("no option has the form %s", kind)
		}
	}
}

func TestFormsOfOptions(t *testing.T) {
	for name, want := range map[string]FormKind{
		"TCP_NODELAY": SwitchForm, "IP_MTU_DISCOVER": ChoiceForm, "SO_TIMESTAMPING": FlagsForm, "SO_RCVBUF": NumberForm,
		"SO_LINGER": LingerForm, "SO_RCVTIMEO": TimeForm, "IP_ADD_MEMBERSHIP": PartsForm, "TCP_CONGESTION": TextForm, "TCP_MD5SIG": BytesForm,
	} {
		if got := option(t, name).Form().Kind; got != want {
			t.Errorf("%s has the form %s, want %s", name, got, want)
		}
	}
	if form := option(t, "IP_ADD_SOURCE_MEMBERSHIP").Form(); len(form.Parts) != 3 || form.Parts[2] != "SENDER" {
		t.Errorf("%q", form.Parts)
	}
}
