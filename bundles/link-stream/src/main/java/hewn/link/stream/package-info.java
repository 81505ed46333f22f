/**
 * Tensors from device to device over TCP: frames behind a length, credits that bound what is under way, and heartbeats
 * that find a dead peer within seconds.
 */
package hewn.link.stream;
