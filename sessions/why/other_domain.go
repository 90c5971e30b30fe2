package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// otherDomain finds an address that is not of the socket's domain. The kernel answers EINVAL if the address is
// too short for the domain, and EAFNOSUPPORT otherwise.
func otherDomain(s scene) *Finding {
	if !s.addressed() || s.kind.Domain == 0 || s.values.Addr.Family == s.kind.Domain || s.values.Addr.Family == 0 {
		return nil
	}
	f := found("%s is an address of %s, and %s is a socket of %s.", s.to(), step.Domains.Format(s.values.Addr.Family), s.whom(), step.Domains.Format(s.kind.Domain)).
		because(s.name+".domain", step.Domains.Format(s.kind.Domain), "SO_DOMAIN")
	switch ip := s.ip(); {
	case s.kind.Domain == engine.AFInet6 && ip.Addr().Is4():
		return f.advise("Write it as [::ffff:%s]:%d, which an IPv6 socket takes while IPV6_V6ONLY is off; or use an AF_INET socket.", ip.Addr(), ip.Port())
	case s.kind.Domain == engine.AFInet && ip.Addr().Is4In6():
		return f.advise("Write it as %s:%d.", ip.Addr().Unmap(), ip.Port())
	default:
		return f.advise("%s", s.makeOfDomain())
	}
}

func (s scene) makeOfDomain() string {
	return fmt.Sprintf("Give %s an address of its own domain, or make a socket of %s.", s.whom(), step.Domains.Format(s.values.Addr.Family))
}
