/**
 * What a browser finds at the gateway's root.
 */
package hewn.admin.welcome;
