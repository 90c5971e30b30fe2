package sockets

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// driverSize is the size of struct ethtool_value, linux/ethtool.h: a command and its answer.
const driverSize = 8

// DriverQuestions are the SIOCETHTOOL commands that read one number and change nothing.
var DriverQuestions = &Names{What: "question of ethtool", Prefix: "ETHTOOL_", List: []Name{
	{"ETHTOOL_GLINK", 0x0a}, {"ETHTOOL_GRXCSUM", 0x14}, {"ETHTOOL_GTXCSUM", 0x16}, {"ETHTOOL_GSG", 0x18},
	{"ETHTOOL_GTSO", 0x1e}, {"ETHTOOL_GUFO", 0x21}, {"ETHTOOL_GGSO", 0x23}, {"ETHTOOL_GFLAGS", 0x25}, {"ETHTOOL_GGRO", 0x2b},
}}

// driverForm returns the form of an interface and a command: lo,ETHTOOL_GLINK.
func driverForm() *Form {
	read := func(text string) (device string, command int, err error) {
		device, word, asks := strings.Cut(text, ",")
		if !asks {
			word = DriverQuestions.List[0].Text
		}
		if command, err = DriverQuestions.Parse(word); err == nil {
			device, err = parseDevice(device)
		}
		return device, command, err
	}
	return &Form{
		Hint: "an interface and a question: lo,ETHTOOL_GLINK", Size: nameSize + driverSize,
		Canonical: func(text string) (string, error) {
			device, command, err := read(text)
			return device + "," + DriverQuestions.Format(command), err
		},
		encode: func(text string, _ int) ([]byte, error) {
			device, command, err := read(text)
			if err != nil {
				return nil, err
			}
			raw, err := encodeDevice(device, 0)
			return append(raw, intBytes(command)...), err
		},
	}
}

// decodeDriver formats the number in the answer.
func decodeDriver(raw []byte) string {
	return fmt.Sprint(binary.NativeEndian.Uint32(raw[4:]))
}

// decodeStamps formats struct hwtstamp_config, linux/net_tstamp.h.
func decodeStamps(raw []byte) string {
	order := binary.NativeEndian
	return fmt.Sprintf("%d,%d,%d", order.Uint32(raw), order.Uint32(raw[4:]), order.Uint32(raw[8:]))
}
