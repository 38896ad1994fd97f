#include "hb_bulk.h"

#include "hb_crc32.h"
#include "hb_frame.h"
#include "hb_memory.h"
#include "hb_model.h"
#include "hb_port.h"

#define DATA_HEADER_BYTES 4u

static struct {
  uint32_t address;
  uint32_t bytes; /* 0: none */
  uint32_t crc32;
  uint32_t next; /* offset of the first byte that has not come yet */
} transfer;

hb_status hb_bulk_begin(hb_call *call) {
  const uint32_t address = hb_read_u32(call->request);
  const uint32_t bytes = hb_read_u32(call->request);
  const uint32_t crc32 = hb_read_u32(call->request);
  const uint8_t resume = hb_read_u8(call->request);
  if (!hb_read_complete(call->request) || resume > 1u) return hb_call_bad_request(call);
  if (!hb_memory_allows(address, bytes)) {
    hb_text_append(call->text, "no memory for ");
    hb_text_append_u32(call->text, bytes);
    hb_text_append(call->text, " bytes of the host at ");
    hb_text_append_hex(call->text, address);
    return HB_ERR_BAD_ADDRESS;
  }
  const bool same = transfer.address == address && transfer.bytes == bytes && transfer.crc32 == crc32;
  if (resume == 0u || !same) {
    transfer.address = address;
    transfer.bytes = bytes;
    transfer.crc32 = crc32;
    transfer.next = 0;
  }
  hb_write_u32(call->answer, transfer.next);
  hb_write_u32(call->answer, HB_BULK_WINDOW_FRAMES * (HB_MAX_PAYLOAD_BYTES - DATA_HEADER_BYTES));
  return HB_OK;
}

static hb_status no_transfer(hb_call *call) {
  return hb_call_fail(call, HB_ERR_NOT_READY, "no bulk transfer has begun");
}

hb_status hb_bulk_data(hb_call *call) {
  const uint32_t offset = hb_read_u32(call->request);
  const uint32_t count = (uint32_t)call->request->left;
  const uint8_t *bytes = hb_read_bytes(call->request, count);
  if (!hb_read_complete(call->request) || count == 0u) return hb_call_bad_request(call);
  if (transfer.bytes == 0u) return no_transfer(call);
  if (offset > transfer.bytes || count > transfer.bytes - offset) {
    return hb_call_fail(call, HB_ERR_BAD_REQUEST, "no such bytes of the transfer");
  }
  if (offset == transfer.next) {
    const uint32_t address = transfer.address + offset;
    /* With every piece: a model may have been configured there since the transfer began. */
    hb_model_forget(address, count);
    if (!hb_port_store(address, bytes, count)) {
      hb_text_append(call->text, "the memory takes no bytes at ");
      hb_text_append_hex(call->text, address);
      return HB_ERR_BAD_ADDRESS;
    }
    transfer.next += count;
  }
  hb_write_u32(call->answer, transfer.next);
  return HB_OK;
}

hb_status hb_bulk_end(hb_call *call) {
  if (!hb_read_complete(call->request)) return hb_call_bad_request(call);
  if (transfer.bytes == 0u) return no_transfer(call);
  if (transfer.next != transfer.bytes) {
    return hb_call_fail(call, HB_ERR_NOT_READY, "the bulk transfer is not complete");
  }
  if (!hb_port_store_end()) {
    transfer.next = 0;
    return hb_call_fail(call, HB_ERR_BAD_ADDRESS, "the memory does not take the end of the transfer");
  }
  const uint32_t actual = hb_crc32(0, (const uint8_t *)(uintptr_t)transfer.address, transfer.bytes);
  if (actual == transfer.crc32) return HB_OK;
  transfer.next = 0;
  hb_text_append(call->text, "the CRC-32 of what was sent is ");
  hb_text_append_hex(call->text, actual);
  hb_text_append(call->text, ", not ");
  hb_text_append_hex(call->text, transfer.crc32);
  return HB_ERR_MODEL_CORRUPT;
}
