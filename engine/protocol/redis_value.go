package protocol

// redisKey is a key with its value.
type redisKey = redisEntry[redisValue]

// redisValue is what a key has: a text, or many values.
type redisValue struct {
	text    []byte
	many    redisMany // nil: a text
	cost    int       // bytes that the value takes, as the store counts them
	expires int64     // milliseconds since 1970, 0 never
	at      int       // its place among the keys that expire
}

// redisMany is a value that has several. One without any has no key.
type redisMany interface {
	kind() string // as TYPE says it
	len() int
	overhead() int // bytes that it costs without any of them, about
}

func (v *redisValue) kind() string {
	if v.many == nil {
		return "string"
	}
	return v.many.kind()
}

// What a value costs beside its bytes, about.
const (
	redisKeyCost    = 152 // a key, beside its name and its value
	redisFieldCost  = 128 // a field of a hash
	redisMemberCost = 88  // a member of a set
	redisScoreCost  = 104 // a member of a sorted set, with its score
	redisItemCost   = 6   // an item of a list, with its share of what the node costs
)

// redisFind finds the value of a key if it is a T; the zero value if there is none. ok is false
// if the key has something else, and then that is the reply.
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

// redisMake is like redisFind, and makes the key if there is none. grows is how many bytes are
// to be added. ok is false if there is no room for them, and then that is the reply.
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

// shrunk counts what a value has lost, and removes the key of one that has become empty.
func (d *redisStore) shrunk(k *redisKey, bytes int) {
	d.charge(k, -bytes)
	if k.value.many.len() == 0 {
		d.remove(k)
	}
}
