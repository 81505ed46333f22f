/**
 * Who may administer the gateway: the secrets that it makes at its first start, and the door of the web console.
 */
package hewn.admin.access;
