/**
 * The embedded MQTT broker.
 */
package hewn.broker;
