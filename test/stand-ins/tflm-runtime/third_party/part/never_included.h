#error nothing includes this file
