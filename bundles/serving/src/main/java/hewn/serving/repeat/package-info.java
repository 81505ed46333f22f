/**
 * Answers a request that is sent again with the reply that it had, and computes it once.
 *
 * <p>A client that got no reply does not know whether its request was computed. One that names its request by a key may
 * send it again without care.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP
 *     Header Field</a>
 */
package hewn.serving.repeat;
