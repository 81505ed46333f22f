/**
 * What {@code /system/health} tells, and the endpoint itself.
 */
package hewn.admin.health;
