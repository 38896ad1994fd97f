/* Stands for CMSIS of a part: the startup code must have called it before main(). */
void SystemInit(void);
int system_was_initialised;
void SystemInit(void) { system_was_initialised = 1; }
