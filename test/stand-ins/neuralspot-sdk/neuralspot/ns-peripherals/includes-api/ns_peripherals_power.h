#ifndef NS_POWER_H
#define NS_POWER_H
#include "ns_core.h"

typedef enum { NS_MINIMUM_PERF = 0, NS_MEDIUM_PERF = 1, NS_MAXIMUM_PERF = 2 } ns_power_mode_e;

typedef struct {
  const ns_core_api_t *api;
  ns_power_mode_e eAIPowerMode;
  bool bNeedAudAdc;
  bool bNeedSharedSRAM;
  bool bNeedCrypto;
  bool bNeedBluetooth;
  bool bNeedUSB;
  bool bNeedIOM;
  bool bNeedAlternativeUART;
  bool b128kTCM;
  bool bEnableTempCo;
  bool bNeedITM;
  bool bNeedXtal;
} ns_power_config_t;

extern const ns_core_api_t ns_power_V1_0_0;
extern const ns_power_config_t ns_good_default;
uint32_t ns_power_config(const ns_power_config_t *config);
uint32_t ns_set_performance_mode(ns_power_mode_e mode);
#endif
