package naming

import "sync"

// made are the expressions that were built from a profile's words; there are as many as districts have forms.
var made sync.Map

// compiled builds an expression once.
func compiled[T any](key string, build func() T) T {
	if x, ok := made.Load(key); ok {
		return x.(T)
	}
	x, _ := made.LoadOrStore(key, build())
	return x.(T)
}
