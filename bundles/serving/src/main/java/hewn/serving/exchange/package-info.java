/**
 * What passes between a protocol and whatever carries it: calls, replies, deadlines, refusals.
 *
 * <p>Nothing here knows of servlets, so that another carrier can speak the same protocols.
 */
package hewn.serving.exchange;
