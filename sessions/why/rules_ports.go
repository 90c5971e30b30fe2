package why

// rulesOfPorts are about what bind, listen, connect and accept answer.
func rulesOfPorts() []rule {
	return []rule{}
}
