package why

// Conditions on what fcntl or ioctl was asked for.
const (
	asksOwner   condition = "the request says who gets signals"
	asksSignal  condition = "the request is F_SETSIG"
	asksStamp   condition = "the request is about a time stamp"
	asksAddress condition = "the request is SIOCGIFADDR"
	asksDriver  condition = "the request is for the driver of an interface"
	asksPipe    condition = "the request is about the size of a pipe"
	asksSeals   condition = "the request is about seals"
	asksCopy    condition = "the request makes a second descriptor"
	asksFile    condition = "the request is SIOCUNIXFILE"
	asksLength  condition = "the request is FIOQSIZE"
	asksCID     condition = "the request is IOCTL_VM_SOCKETS_GET_LOCAL_CID"
)

// requested maps each of these conditions to the requests that meet it.
var requested = map[condition][]string{
	asksOwner:   {"F_SETOWN", "F_SETOWN_EX", "FIOSETOWN", "SIOCSPGRP", "FIOGETOWN", "SIOCGPGRP"},
	asksSignal:  {"F_SETSIG"},
	asksStamp:   {"SIOCGSTAMP_OLD", "SIOCGSTAMPNS_OLD", "SIOCGSTAMP_NEW", "SIOCGSTAMPNS_NEW"},
	asksAddress: {"SIOCGIFADDR"},
	asksDriver:  {"SIOCETHTOOL", "SIOCGHWTSTAMP"},
	asksPipe:    {"F_GETPIPE_SZ", "F_SETPIPE_SZ"},
	asksSeals:   {"F_GET_SEALS", "F_ADD_SEALS"},
	asksCopy:    {"F_DUPFD", "F_DUPFD_CLOEXEC"},
	asksFile:    {"SIOCUNIXFILE"},
	asksLength:  {"FIOQSIZE"},
	asksCID:     {"IOCTL_VM_SOCKETS_GET_LOCAL_CID"},
}
