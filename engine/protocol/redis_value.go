package protocol

// redisKey is a key with its value.
type redisKey = redisEntry[redisValue]

// redisValue is the value of a key: a string or a collection.
type redisValue struct {
	text    []byte
	many    redisMany // nil for a string
	cost    int       // bytes that the value takes, as counted by the store
	expires int64     // milliseconds since 1970, 0 never
	at      int       // index among the keys that expire
}

// redisMany is a collection. The key of an empty one is removed.
type redisMany interface {
	kind() string // as TYPE reports it
	len() int
	overhead() int // bytes that it costs when empty, about
}

func (v *redisValue) kind() string {
	if v.many == nil {
		return "string"
	}
	return v.many.kind()
}

// Approximate costs in bytes, besides names and values.
const (
	redisKeyCost    = 152 // a key
	redisFieldCost  = 128 // a field of a hash
	redisMemberCost = 88  // a member of a set
	redisScoreCost  = 104 // a member of a sorted set, with its score
	redisItemCost   = 6   // an item of a list, with its share of the node
)

// redisFind finds the value of a key if it is a T; many is the zero value if there is none. If the key holds something
// else, ok is false and redisFind has replied with an error.
func redisFind[T redisMany](r *Redis, name []byte) (k *redisKey, many T, ok bool) {
	k, many, ok = redisPeek[T](&r.store, name)
	if k != nil && !ok {
		r.reply.fail(redisWrongType)
	}
	return k, many, k == nil || ok
}

// redisPeek finds the value of a key, and reports whether it is a T.
func redisPeek[T redisMany](d *redisStore, name []byte) (k *redisKey, many T, is bool) {
	if k = d.get(name); k != nil {
		many, is = k.value.many.(T)
	}
	return k, many, is
}

// redisMake is like redisFind, but makes the key if there is none. grows is how many bytes will be added. If there is
// no room for them, ok is false and redisMake has replied with an error.
func redisMake[T redisMany](r *Redis, name []byte, grows int, empty func() T) (k *redisKey, many T, ok bool) {
	if k, many, ok = redisFind[T](r, name); !ok {
		return k, many, false
	}
	if k == nil {
		grows += redisCost(len(name), many.overhead())
	}
	if !r.nameable(name) || !r.fits(grows) {
		return k, many, false
	}
	if k == nil {
		k = r.store.add(name)
		many = empty()
		k.value.many = many
		r.store.charge(k, many.overhead())
	}
	return k, many, true
}

// shrunk counts what a value has lost, and removes the key if the value is empty.
func (d *redisStore) shrunk(k *redisKey, bytes int) {
	d.charge(k, -bytes)
	if k.value.many.len() == 0 {
		d.remove(k)
	}
}
