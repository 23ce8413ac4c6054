package db

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"
)

// hashing is how a password is hashed. It is written beside each hash, so that a
// later program can take more time over new ones and still read the old.
type hashing struct {
	memory  uint32
	passes  uint32
	threads uint8
}

// advised is 19 MiB and two passes, the least that OWASP advises, so that a small
// machine can take several at a time.
var advised = hashing{memory: 19 << 10, passes: 2, threads: 1}

// newPasswords is the hashing of every new password.
var newPasswords = advised

// LightPasswords makes a new password cost next to nothing to hash. It is for the
// tests of other packages, which make many; call it before a store is opened.
func LightPasswords() { newPasswords = hashing{memory: 64, passes: 1, threads: 1} }

const (
	saltLength = 16
	hashLength = 32
	// hashingAtOnce bounds the memory that sign-ins take together.
	hashingAtOnce = 4
)

// hashers is the room in which passwords are hashed.
var hashers = make(chan struct{}, hashingAtOnce)

func (h hashing) key(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case hashers <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-hashers }()
	return argon2.IDKey([]byte(password), salt, h.passes, h.memory, h.threads, hashLength), nil
}

// hashPassword gives the hash of a password as it is kept, in the form that other
// programs write argon2id in.
func hashPassword(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLength)
	// Read never fails: it would end the program first.
	_, _ = rand.Read(salt)
	key, err := newPasswords.key(ctx, password, salt)
	if err != nil {
		return "", err
	}
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, newPasswords.memory, newPasswords.passes, newPasswords.threads, encode(salt), encode(key)), nil
}

// passwordFits reports whether a password is the one of a kept hash.
func passwordFits(ctx context.Context, password, kept string) (bool, error) {
	parts := strings.Split(kept, "$")
	if len(parts) != 6 {
		return false, fmt.Errorf("a password is kept in %d parts", len(parts))
	}
	var h hashing
	var version int
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &h.memory, &h.passes, &h.threads); err != nil || version != argon2.Version {
		return false, fmt.Errorf("a password is kept in a way this program does not know: %s %s", parts[1], parts[2])
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fmt.Errorf("the salt of a password: %w", err)
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil {
		return false, fmt.Errorf("the hash of a password: %w", err)
	}
	got, err := h.key(ctx, password, salt)
	return err == nil && subtle.ConstantTimeCompare(got, want) == 1, err
}

// nobodysPassword is a hash that no password fits. Checking it takes as long as
// checking a true one, so that the time does not tell which accounts there are.
var nobodysPassword = sync.OnceValues(func() (string, error) { return hashPassword(context.Background(), rand.Text()) })

// secret makes what opens a link or a token, and the hash under which it is kept.
// It is long and random, so that one round of a fast hash is enough.
func secret(prefix string) (text, hash string) {
	text = prefix + strings.ToLower(rand.Text())
	return text, secretHash(text)
}

func secretHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
