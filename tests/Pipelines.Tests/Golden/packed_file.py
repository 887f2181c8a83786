"""Packed files of format 1, written and read by another program than ours, from docs/packed-file-format.md alone.

Made with Python 3.11, cryptography 38.0.4 (OpenSSL 3.0), brotli 1.0.9. Tests read the files beside this script and never run it. Exact: every byte.
    python3 packed_file.py                          writes packed/*.packed, packed/golden.key, packed/contents.csv and packed/pseudonyms.txt
    python3 packed_file.py FILE [KEYFILE|=PASSPHRASE]   unpacks FILE to standard output
"""
import base64, hashlib, hmac, os, struct, sys
import brotli
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "packed")
MAGIC = b"\x89PAK\r\n\x1a\n"
BLOCK = 1 << 22


def hkdf(secret, salt, info, length):
    prk = hmac.digest(salt or bytes(32), secret, "sha256")
    out, block, i = b"", b"", 1
    while len(out) < length:
        block = hmac.digest(prk, block + info + bytes([i]), "sha256")
        out, i = out + block, i + 1
    return out[:length]


def keys_of(header, secret):
    salt = header[32:64]
    if header[12] == 2:
        secret = hashlib.pbkdf2_hmac("sha256", secret, salt, struct.unpack_from("<I", header, 16)[0], 32)
    both = hkdf(secret, salt, b"Pipelines packed file 1", 64)
    return both[:32], both[32:]


def sealer(header, secret):
    """Tag of the header, and functions that seal and open a chunk."""
    if header[9] == 0:
        tag = hashlib.sha256(header[:64]).digest()
        check = lambda nonce, data: hashlib.sha256(tag + nonce + data).digest()[:16]
        def open_plain(nonce, sealed):
            assert check(nonce, sealed[:-16]) == sealed[-16:], "damaged"
            return sealed[:-16]
        return tag, lambda nonce, data: data + check(nonce, data), open_plain
    chunk_key, header_key = keys_of(header, secret)
    tag = hmac.digest(header_key, header[:64], "sha256")
    aes = AESGCM(chunk_key)
    return tag, lambda nonce, data: aes.encrypt(nonce, data, tag), lambda nonce, sealed: aes.decrypt(nonce, sealed, tag)


def nonce_of(index, last):
    return index.to_bytes(11, "big") + bytes([last])


def payload_of(contents, block=BLOCK):
    out = b""
    for start in range(0, len(contents), block):
        raw = contents[start:start + block]
        packed = brotli.compress(raw, quality=11)
        packed = packed if len(packed) < len(raw) else raw
        out += struct.pack("<II", len(raw), len(packed)) + packed
    return out + bytes(8) + struct.pack("<Q", len(contents)) + hashlib.sha256(contents).digest()


def pack(contents, secret=None, source=0, salt=bytes(32), iterations=0, key_id=bytes(8), chunk_bits=16, block=BLOCK):
    header = MAGIC + bytes([1, 1 if source else 0, 0, chunk_bits, source, 0, 0, 0]) + struct.pack("<I", iterations) + key_id + bytes(4) + salt
    tag, seal, _ = sealer(header, secret)
    payload, size = payload_of(contents, block), 1 << chunk_bits
    chunks = [payload[i:i + size] for i in range(0, len(payload), size)]
    return header + tag + b"".join(seal(nonce_of(i, i == len(chunks) - 1), c) for i, c in enumerate(chunks))


def unpack(file, secret):
    assert file[:8] == MAGIC and file[8] == 1, "foreign"
    tag, _, open_chunk = sealer(file, secret)
    assert hmac.compare_digest(tag, file[64:96]), "wrong key or damaged head"
    size, rest, payload = (1 << file[11]) + 16, file[96:], b""
    count = -(-len(rest) // size)
    for i in range(count):
        payload += open_chunk(nonce_of(i, i == count - 1), rest[i * size:(i + 1) * size])
    at, contents = 0, b""
    while True:
        raw, packed = struct.unpack_from("<II", payload, at)
        at += 8
        if raw == 0:
            break
        part = payload[at:at + packed]
        contents, at = contents + (part if packed == raw else brotli.decompress(part)), at + packed
    assert payload[at:] == struct.pack("<Q", len(contents)) + hashlib.sha256(contents).digest(), "contents"
    return contents


def key_of(path):
    for line in open(path, encoding="utf-8"):
        if line.startswith("pipelines-key-1 "):
            both = base64.b64decode(line.split()[1])
            assert hashlib.sha256(both[:32]).digest()[:4] == both[32:]
            return both[:32]


def pseudonym(key, domain, value, length):
    derived = hkdf(key, b"", b"Pipelines pseudonyms 1:" + domain.encode(), 32)
    bits = "".join(f"{b:08b}" for b in hmac.digest(derived, value.encode(), "sha256"))
    return "p" + "".join("abcdefghijkmnpqrstuvwxyz23456789"[int(bits[i:i + 5], 2)] for i in range(0, 5 * length, 5))


def main():
    os.makedirs(HERE, exist_ok=True)
    rows = "".join(f'{i:05d},"张{i % 7}","line one\nline {i}",{"" if i % 3 == 0 else i * 37 % 1009},1.50\r\n' for i in range(60))
    contents = ("编号,姓名,note,amount,price\r\n" + rows).encode()
    key = hashlib.sha256(b"golden key").digest()
    key_id = hkdf(key, b"", b"Pipelines key id", 8)
    salt = hashlib.sha256(b"golden salt").digest()
    word = "correct 马 battery staple".encode()
    write = lambda name, data: open(os.path.join(HERE, name), "wb").write(data)
    write("contents.csv", contents)
    write("golden.key", f"# Key {key_id.hex()}. For tests.\npipelines-key-1 ".encode() + base64.b64encode(key + hashlib.sha256(key).digest()[:4]) + b"\n")
    write("plain-1.packed", pack(contents, chunk_bits=8))
    write("key-1.packed", pack(contents, key, 1, salt, key_id=key_id, chunk_bits=8, block=1000))
    write("passphrase-1.packed", pack(contents, word, 2, salt, iterations=600000))
    write("empty-1.packed", pack(b"", key, 1, salt[::-1], key_id=key_id))
    lines = [f"{d}\t{n}\t{v}\t{pseudonym(key, d, v, n)}" for d, n, v in [("phone", 16, "13800138000"), ("name", 16, "13800138000"), ("姓名", 48, "张三"), ("phone", 10, "x"), ("phone", 16, "0" * 600)]]
    write("pseudonyms.txt", ("\n".join(lines) + "\n").encode())


if len(sys.argv) > 1:
    secret = None if len(sys.argv) < 3 else sys.argv[2][1:].encode() if sys.argv[2][0] == "=" else key_of(sys.argv[2])
    sys.stdout.buffer.write(unpack(open(sys.argv[1], "rb").read(), secret))
else:
    main()
