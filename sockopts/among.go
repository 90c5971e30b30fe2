package sockopts

// Among says where a machine lists the values that an option can be set to.
type Among struct {
	Setting      string // the sysctl that lists them, "" if they are listed elsewhere
	Unprivileged string // the sysctl that lists those that need no Capability; "" if there is no such sysctl
	Interfaces   bool   // they are the names of the network's interfaces
	Indexes      bool   // they are the indexes of these, and 0 for none
}
