/**
 * What a device answers when it can't do what it was told.
 */
package hewn.agent.refusal;
