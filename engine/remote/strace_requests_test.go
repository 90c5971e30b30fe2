package remote

import "testing"

// TestStraceAgreesOnRequests compares the requests of fcntl and ioctl as [TestStraceAgrees] does.
func TestStraceAgreesOnRequests(t *testing.T) {
	seen, events := underStrace(t, func(tr *traced) {
		tr.do("t = socket tcp")
		tr.do("u = socket udp")
		tr.do("f = socket unix")
		tr.do("r, w = pipe")
		tr.do(`m = memfd "text"`)
		for _, line := range []string{
			"fcntl t O_ASYNC on", "fcntl t O_ASYNC off", "fcntl t F_SETFL O_RDWR|O_NONBLOCK|O_ASYNC", "fcntl t F_GETFL => O_RDWR|O_NONBLOCK|O_ASYNC",
			"fcntl t F_SETFD FD_CLOEXEC", "fcntl t F_GETFD => FD_CLOEXEC", "fcntl t F_SETFD 0",
			"d = fcntl t F_DUPFD 30 => 30", "e = fcntl t F_DUPFD_CLOEXEC 30 => 31", "fcntl t F_DUPFD -1 => EINVAL", "close e", "close d",
			"fcntl t F_GETOWN => 0", "fcntl t F_SETOWN self => 0", "fcntl t F_GETOWN => >0", "fcntl t F_SETOWN 4190000 => ESRCH",
			"fcntl t F_SETOWN_EX thread,self => 0", "fcntl t F_GETOWN_EX => ok", "fcntl t F_SETOWN_EX 7,self => EINVAL", "fcntl t F_SETOWN 0",
			"fcntl t F_SETSIG SIGRT_4 => 0", "fcntl t F_GETSIG => SIGRT_4", "fcntl t F_SETSIG SIGUSR1", "fcntl t F_SETSIG 99 => EINVAL", "fcntl t F_SETSIG 0", "fcntl t F_GETSIG => 0",
			"fcntl r F_SETPIPE_SZ 100KiB => 128KiB", "fcntl w F_GETPIPE_SZ => 131072", "fcntl t F_GETPIPE_SZ => EBADF", "fcntl r F_GETFL", "fcntl w F_GETFL",
			"fcntl m F_ADD_SEALS grow|shrink => 0", "fcntl m F_GET_SEALS => F_SEAL_SHRINK|F_SEAL_GROW", "fcntl m F_ADD_SEALS 0x200 => EINVAL", "fcntl t F_GET_SEALS => EINVAL", "fcntl m F_GETFL",

			"ioctl t FIONBIO on", "ioctl t FIOASYNC on", "ioctl t FIOASYNC off", "ioctl t FIOCLEX", "ioctl t FIONCLEX", "ioctl t FIONREAD => 0", "ioctl t SIOCINQ => 0",
			"ioctl t SIOCOUTQ => 0", "ioctl t SIOCOUTQNSD => 0", "ioctl t SIOCATMARK => off", "ioctl u SIOCATMARK => ENOTTY", "ioctl r SIOCOUTQ => ENOTTY",
			"ioctl t FIOSETOWN self", "ioctl t FIOGETOWN => >0", "ioctl t SIOCSPGRP 0", "ioctl t SIOCGPGRP => 0", "ioctl t SIOCSPGRP 4190000 => ESRCH", "ioctl r FIOGETOWN => ENOTTY",
			"ioctl u SIOCGSTAMP => ENOENT", "bind u 127.0.0.1:0", `sendto u @u "x"`, "recv u 9", "ioctl u SIOCGSTAMP => ~\".\"", "ioctl u SIOCGSTAMPNS", "ioctl u SIOCGSTAMP_NEW", "ioctl u SIOCGSTAMPNS_NEW",
			"ioctl t SIOCGSKNS => ok | EPERM", "bind f unix:file", "ioctl f SIOCUNIXFILE => ok | EPERM", "ioctl t SIOCUNIXFILE => ENOTTY", "ioctl t FIOQSIZE => ENOTTY", "ioctl m FIOQSIZE => 4096",
			"ioctl t SIOCGIFNAME 1 => lo", "ioctl t SIOCGIFNAME 99 => ENODEV", "ioctl t SIOCGIFINDEX lo => 1", "ioctl t SIOCGIFFLAGS lo => ok", "ioctl t SIOCGIFADDR lo => 127.0.0.1",
			"ioctl t SIOCGIFMTU lo => 65536", "ioctl t SIOCGIFMTU nosuch => ENODEV", `ioctl t SIOCGIFMTU "a \"b\\x01" => ENODEV`, "ioctl r SIOCGIFMTU lo => ENOTTY",
			`ioctl t SIOCGIFCONF => ~"lo=127.0.0.1"`, "ioctl r SIOCGIFCONF => ENOTTY", "ioctl t SIOCETHTOOL lo => 1", "ioctl t SIOCETHTOOL lo,gtso => ok", "ioctl t SIOCGHWTSTAMP lo => EOPNOTSUPP",
			"ioctl t IOCTL_VM_SOCKETS_GET_LOCAL_CID => ENOTTY",
		} {
			tr.do(line)
		}
	})
	agree(t, seen, events, harmless)
}
