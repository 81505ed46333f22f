/** The MQTT broker that the gateway brings along, for sites that have none. */
package hewn.broker;
