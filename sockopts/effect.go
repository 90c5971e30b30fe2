package sockopts

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
