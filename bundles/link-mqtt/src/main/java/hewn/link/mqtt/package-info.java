/** The control plane over MQTT 5: one channel that comes back whatever becomes of the broker. */
package hewn.link.mqtt;
