#ifndef USB_DESCRIPTORS_H
#define USB_DESCRIPTORS_H
enum { USB_DESCRIPTOR_MANUFACTURER = 1, USB_DESCRIPTOR_PRODUCT = 2, USB_DESCRIPTOR_SERIAL = 3 };
extern char const *usb_string_desc_arr[6];
#endif
