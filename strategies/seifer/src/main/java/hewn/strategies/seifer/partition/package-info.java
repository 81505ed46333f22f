/**
 * Cuts that hand on as little as possible, and which device may have which of the stages between them. No part of any
 * contract: strategies that cut alike have a copy each.
 */
package hewn.strategies.seifer.partition;
