package sockopts

// Among is where a machine lists the values that an option can be set to.
type Among struct {
	Setting      string // the sysctl that lists them, "" if they are listed elsewhere
	Unprivileged string // the sysctl that lists those which need no Capability; "" if none does
	Interfaces   bool   // they are the names of the interfaces of the network
	Indexes      bool   // they are the indexes of these, and 0 for none
}
