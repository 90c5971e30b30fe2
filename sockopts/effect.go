package sockopts

import "strings"

// EffectOn returns what is easily overlooked about setting the option on such a socket to a value that turns it on or
// off; "" if there is nothing. A protocol of 0 means the default one.
func (o *Option) EffectOn(domain, typ, protocol int, off bool) string {
	switch {
	case o.Works != nil && !o.Works.Has(domain, typ, protocol):
		return "It has no effect on a socket of this kind: the kernel only stores the value."
	case off && o.EffectOff != "":
		return o.EffectOff
	case o.Datagrams != "" && udpAndUDPLite.Has(domain, typ, protocol):
		return o.Datagrams
	default:
		return o.Effect
	}
}

// ReadsElse reports whether reading the option tells something other than what was set, as Rescale says.
func (o *Option) ReadsElse() bool { return strings.HasPrefix(o.Rescale, "reads ") }

// StandsForDefault reports whether a number below 0 is in the option's range because it restores the default.
func (o *Option) StandsForDefault(number string) bool {
	return strings.HasPrefix(number, "-") && strings.Contains(o.Range, number) && strings.Contains(o.Range, "default")
}
