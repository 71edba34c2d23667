# The Standard Webhooks specification's own example, at its own time.
time.time = lambda: 1614265330
secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
headers = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,bm90IHRoaXM= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
assert is_genuine(secret, headers, b'{"test": 2432232314}')
assert not is_genuine(secret, headers, b'{"test": 2432232315}')
assert not is_genuine(secret, {**headers, "webhook-timestamp": "1614265000"}, b'{"test": 2432232314}')
