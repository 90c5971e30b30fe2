package why

import (
	"slices"

	"netnet-tui/engine"
)

// rulesOfOptions are the rules about answers of setsockopt and getsockopt.
func rulesOfOptions() []rule {
	set, get := []engine.Syscall{engine.SysSetsockopt}, []engine.Syscall{engine.SysGetsockopt}
	both := slices.Concat(set, get)
	none := []string{"ENOPROTOOPT", "EOPNOTSUPP", "EPROTO", "EINVAL"}
	return []rule{
		{"filter-is-locked", set, []string{"EPERM"}, filterLocked},
		{"no-filter-attached", set, []string{"ENOENT"}, noFilter},
		{"listener-is-not-repaired", set, []string{"EPERM"}, repairOfListener},
		{"group-without-interface", set, []string{"ENODEV"}, noInterface},
		{"option-cannot-be-set", set, none, cannotBeSet},
		{"option-cannot-be-read", get, none, cannotBeRead},
		{"option-of-other-sockets", both, none, otherKind},
		{"option-not-known", both, none, notKnown},
		{"option-value-too-short", set, []string{"EINVAL"}, tooShort},
		{"option-value-out-of-range", set, []string{"EINVAL", "ERANGE", "EDOM"}, outOfRange},
		{"option-too-late", set, nil, tooLate},
	}
}
