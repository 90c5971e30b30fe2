package sockopts

var smcOptions = []*Option{
	{
		Level: "SOL_SMC", Name: "SMC_LIMIT_HS", Number: smcLimitHs,
		CType: "int", Type: "int", Codec: onOff{},
		Reach:   ReachLeaves, // where SMC sends packets has not been examined
		Purpose: Protocol, Direction: GetSet, Applies: onlySMC,
		Phase: AnyTime, Since: "5.18", Needs: "CONFIG_SMC",
		Summary:  "Limits how many handshakes wait for SMC at a time; further ones use plain TCP.",
		Surprise: "SMC carries what looks like a TCP connection through shared memory of network cards.",
		Try:      "setsockopt s SMC_LIMIT_HS on",
		Manual:   "net/smc/af_smc.c",
	},
}
